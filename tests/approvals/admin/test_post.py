"""The secretariat's pages about digital post: what waits for them, what they do about it, and the zip for a reason."""

import pytest

from approvals.actions.pack_shipment import pack_shipment
from approvals.actions.queue_statements import queue_statements
from approvals.actions.receive_post_receipt import receive_post_receipt
from approvals.actions.send_shipment import send_shipment
from approvals.models import PostMessage, PostObjection, Shipment
from klyngeokonomi.audit.models import Record
from klyngeokonomi.integrations.digital_post.fake.answers import receipt, report
from klyngeokonomi.integrations.file_exchange.port import SendOutcome, Sent
from tests.factories.letters import statement_to
from tests.people import make_people

LETTERS, SHIPMENTS = "/plo/approvals/postmessage/", "/plo/approvals/shipment/"
ANNE = "0101701234"
QUERIES = 7


class Lost:
    """A line of which nothing can be told."""

    def send(self, name, content):
        return SendOutcome(Sent.UNKNOWN, "Forbindelsen faldt.")


@pytest.fixture
def people(db):
    return make_people()


@pytest.fixture
def page(client, people):
    client.force_login(people.sara)
    return lambda address, **data: text(
        client.post(address, data, follow=True) if data else client.get(address)
    )


def text(response):
    return response.content.decode().replace("\xa0", " ")


def refused_letter(people, number=1):
    statement_to(people, number, cpr=f"01017012{number:02d}")
    queue_statements()
    shipment = pack_shipment()
    told = {"shipment": shipment.shipment_id, "message": f"L2026-{number:05d}-1", "reason": "No box"}
    receive_post_receipt(f"{number}.xml", report([told]))
    return PostMessage.objects.get(message_id=told["message"])


def acts():
    return list(Record.objects.filter(act__in=WRITTEN).order_by("pk").values_list("act", "text"))


WRITTEN = [
    "post_queued_again",
    "post_handed_over",
    "post_objected",
    "shipment_answered",
    "shipment_downloaded",
]


def test_a_refused_letter_is_sent_again_and_handed_over(people, page, client):
    letter = refused_letter(people)
    listed = page(LETTERS)
    assert "L2026-00001-1" in listed
    assert "Distributøren svarer: «No box»" in listed
    assert "Lønsedler, som digital post ikke kan aflevere</a>: 1" in page("/plo/")
    shown = page(f"{LETTERS}{letter.pk}/change/")
    assert "Send igen" in shown
    sent = page(f"{LETTERS}{letter.pk}/igen/", igen="1")
    assert "Lønseddel L2026-00001 sendes igen." in sent
    again = PostMessage.objects.get(message_id="L2026-00001-2")
    assert (again.state, again.shipment_id, "Send igen" in sent) == ("queued", None, False)
    assert f"{LETTERS}{again.pk}/digital/" in sent
    assert "L2026-00001-1" not in page(LETTERS)
    late = client.post(f"{LETTERS}{letter.pk}/igen/")
    assert (late.status_code, PostMessage.objects.count()) == (409, 2)
    assert "Lønsedlen er allerede på vej eller udleveret." in text(late)
    pack_shipment()
    second = {"shipment": again_in().shipment_id, "message": "L2026-00001-2", "reason": "No box"}
    receive_post_receipt("igen.xml", report([second]))
    assert "Skriv, hvordan lønsedlen er udleveret." in page(f"{LETTERS}{again.pk}/udleveret/", note="")
    page(f"{LETTERS}{again.pk}/udleveret/", note="Sendt med almindelig post.")
    again.refresh_from_db()
    assert (again.state, again.note, again.handled_by) == (
        "handed_over",
        "Sendt med almindelig post.",
        people.sara,
    )
    twice = client.post(f"{LETTERS}{again.pk}/udleveret/", {"note": "Igen."})
    assert twice.status_code == 409 and 'role="alert"' in text(twice)
    assert "Alle forsøg" in page(f"{LETTERS}{again.pk}/change/")
    assert page(LETTERS).count("L2026-00001") == 0
    assert acts() == [
        ("post_queued_again", "Lønseddel L2026-00001, forsøg 2."),
        ("post_handed_over", "Lønseddel L2026-00001: Sendt med almindelig post."),
    ]


def again_in():
    return PostMessage.objects.get(message_id="L2026-00001-2").shipment


def test_who_says_no_gets_none_until_they_say_yes(people, page, client):
    statement_to(people, 1, cpr=ANNE)
    queue_statements()
    letter = PostMessage.objects.get()
    shown = page(f"{LETTERS}{letter.pk}/digital/", vil="nej")
    assert "Modtageren får ikke digital post fra nu af." in shown
    assert "Modtageren har sagt nej til digital post." in shown
    assert PostMessage.objects.get().state == "unreachable"
    assert pack_shipment() is None
    twice = client.post(f"{LETTERS}{letter.pk}/digital/", {"vil": "nej"})
    assert twice.status_code == 409 and "Modtageren har allerede sagt nej til digital post." in text(twice)
    page(f"{LETTERS}{letter.pk}/digital/", vil="ja")
    assert "Modtageren får allerede digital post." in page(f"{LETTERS}{letter.pk}/digital/", vil="ja")
    assert (PostMessage.objects.get().state, PostObjection.objects.count()) == ("queued", 2)
    assert pack_shipment().count == 1


def test_a_shipment_of_unknown_fate_is_answered_for(people, page, client):
    statement_to(people, 1, cpr=ANNE)
    queue_statements()
    shipment = pack_shipment()
    send_shipment(shipment, Lost())
    assert "Uvist, om distributøren har forsendelsen</a>: 1" in page("/plo/")
    assert "Svar ikke uden at have spurgt" in page(f"{SHIPMENTS}{shipment.pk}/change/")
    assert "Vælg, hvad distributøren siger." in page(f"{SHIPMENTS}{shipment.pk}/svar/", has_it="")
    page(f"{SHIPMENTS}{shipment.pk}/svar/", has_it="nej")
    shipment.refresh_from_db()
    assert (shipment.state, PostMessage.objects.get().state) == ("packed", "queued")
    assert client.post(f"{SHIPMENTS}{shipment.pk}/svar/", {"has_it": "ja"}).status_code == 409
    receive_post_receipt(f"{shipment.name}.receipt", receipt(200))
    shown = page(f"{SHIPMENTS}{shipment.pk}/change/")
    assert "<dt>Uden svar endnu</dt><dd>1</dd>" in shown
    assert acts() == [("shipment_answered", f"{shipment.name}: distributøren har den ikke.")]


def test_the_zip_is_given_out_for_a_reason_that_is_kept(people, page, client):
    statement_to(people, 1, cpr=ANNE)
    queue_statements()
    shipment = pack_shipment()
    address = f"{SHIPMENTS}{shipment.pk}/hent/"
    assert "Skriv, hvorfor forsendelsen hentes." in page(address, reason="")
    assert "Skriv ikke CPR-numre her." in page(address, reason=f"Til {ANNE}")
    answer = client.post(address, {"reason": "Distributøren beder om den."})
    assert answer.getvalue() == Shipment.objects.get().sealed.open()
    assert answer["Content-Disposition"] == f'attachment; filename="{shipment.name}"'
    assert acts() == [("shipment_downloaded", f"{shipment.name}: Distributøren beder om den.")]
    client.force_login(people.rikke)
    assert "Hent forsendelsen" not in page(f"{SHIPMENTS}{shipment.pk}/change/")
    assert client.post(address, {"reason": "Revision."}).status_code == 409
    assert ANNE not in page(f"{SHIPMENTS}{shipment.pk}/change/") + page(
        "/plo/approvals/postmessage/?status=alle"
    )


def test_the_lists_cost_the_same_with_1_and_3(people, client, django_assert_num_queries):
    client.force_login(people.sara)
    refused_letter(people)
    for address in (LETTERS, SHIPMENTS):
        client.get(address)
        with django_assert_num_queries(QUERIES):
            client.get(address)
    refused_letter(people, 2)
    refused_letter(people, 3)
    for address in (LETTERS, SHIPMENTS):
        with django_assert_num_queries(QUERIES):
            assert text(client.get(address)).count('/change/">') == 3
