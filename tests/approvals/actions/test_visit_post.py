"""The way of the statements: packed, handed over and told of, with a real folder, connection and distributor."""

import logging
from dataclasses import replace

import pytest
from django.urls import reverse

from approvals.actions.pack_shipment import pack_shipment
from approvals.actions.queue_statements import queue_statements
from approvals.actions.send_shipment import send_shipment
from approvals.actions.visit_post import visit_post
from approvals.models import FeeStatement, PostMessage, PostReceipt, Shipment
from approvals.policy.reaching import OTHER_NUMBER
from approvals.tasks import visit_post as visit_task
from expenses.actions.save_nemkonto import keep_identity
from klyngeokonomi.alone import alone
from klyngeokonomi.audit.models import Record
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.integrations.digital_post.fake.answers import report
from klyngeokonomi.integrations.digital_post.fake.defects import Defect
from klyngeokonomi.integrations.digital_post.nets_share import Limits
from klyngeokonomi.integrations.digital_post.shipment import read
from klyngeokonomi.integrations.file_exchange.file_drop import FileDrop
from klyngeokonomi.integrations.file_exchange.sftp import Sftp
from klyngeokonomi.sealed_field import Sealed
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.fees import issued, paid_fee
from tests.factories.letters import PDF, printed_by_nobody, statement_to
from tests.people import make_people

ANNE, BENT, NOBODY = "0101701234", "0303711234", "0202700000"
LONG_AGO = "2026-01-01T00:00Z"


@pytest.fixture
def people(db):
    return make_people()


@pytest.fixture
def two(people):
    return [statement_to(people, 1, cpr=ANNE), statement_to(people, 2, cpr=NOBODY)]


def states():
    letters = PostMessage.objects.order_by("statement__number", "pk")
    shipments = Shipment.objects.order_by("pk").values_list("state", flat=True)
    return [*shipments, *letters.values_list("state", flat=True)]


def outcomes():
    return list(PostReceipt.objects.order_by("pk").values_list("kind", "outcome", "sentence"))


def test_one_is_delivered_one_is_refused_and_two_cannot_be_reached(two, people, distributor, settings):
    statement_to(people, 3, cvr="12345678")
    statement_to(people, 4)
    statement_to(people, 5, cpr=BENT, pdf=None)
    port = Sftp(distributor.over_sftp)
    visit_post(port)
    assert states() == ["sent", "sent", "sent", "unreachable", "unreachable", "queued"]
    reasons = PostMessage.objects.filter(state="unreachable").order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == [
        "Modtageren er en virksomhed og får ikke digital post herfra.",
        "Modtageren har ikke et dansk CPR-nummer.",
    ]
    shipment = Shipment.objects.get()
    sealed = read(shipment.sealed.open())
    assert [(one.message_id, one.cpr, one.description, one.pdf) for one in sealed.letters] == [
        ("L2026-00001-1", ANNE, "Lønseddel oktober 2026", PDF),
        ("L2026-00002-1", NOBODY, "Lønseddel oktober 2026", PDF),
    ]
    assert (distributor.folder / "ud" / f"netsshare_{shipment.shipment_id}.zip").exists()
    distributor.fake.work()
    distributor.fake.close_day()
    visit_post(port)
    assert states()[:3] == ["accepted", "confirmed", "refused"]
    assert PostMessage.objects.get(state="refused").reason == "The receiver is not registered with e-Boks"
    assert outcomes() == [
        ("report", "read", "1 udleveret, 1 afvist."),
        ("receipt", "read", f"Forsendelse {shipment.shipment_id} er modtaget."),
    ]
    visit_post(port)
    assert (len(outcomes()), Shipment.objects.count(), PostMessage.objects.count()) == (2, 1, 5)
    assert list((distributor.folder / "ind").iterdir()) == []


@pytest.mark.parametrize("defect", [Defect.CLOSED_BEFORE, Defect.CLOSED_AFTER])
def test_a_zip_of_unknown_fate_is_asked_about_and_comes_once(two, distributor, defect):
    port = Sftp(distributor.over_sftp)
    distributor.errs(defect)
    visit_post(port)
    shipment = Shipment.objects.get()
    assert states() == ["unknown", "unknown", "unknown"]
    assert shipment.sentence.startswith("Forbindelsen faldt, mens filen blev afleveret")
    distributor.errs(Defect.NONE)
    visit_post(port)
    if defect == Defect.CLOSED_BEFORE:
        assert states() == ["packed", "queued", "queued"]
        assert Shipment.objects.get().sentence == "Distributøren har ikke forsendelsen."
        visit_post(port)
        assert states()[0] == "packed", "it waits its time before it is tried again"
        Shipment.objects.update(state_since=LONG_AGO)
        visit_post(port)
    assert states() == ["sent", "sent", "sent"]
    assert (distributor.fake.work(), distributor.fake.books["seen"]) == (1, [shipment.shipment_id])


@pytest.mark.parametrize("point", ["shipment.packed", "shipment.claimed", "shipment.handed_over"])
def test_a_process_that_dies_leaves_nothing_to_be_sent_twice(two, distributor, point):
    port = FileDrop(distributor.by_folder)
    with during({point: die}), pytest.raises(KeyboardInterrupt):
        visit_post(port)
    visit_post(port)
    if point != "shipment.packed":
        assert states() == ["sending", "queued", "queued"]
        Shipment.objects.update(state_since=LONG_AGO)
        visit_post(port)
    if point == "shipment.claimed":
        assert Shipment.objects.get().sentence == "Distributøren har ikke forsendelsen."
        Shipment.objects.update(state_since=LONG_AGO)
        visit_post(port)
    assert states() == ["sent", "sent", "sent"]
    distributor.fake.work()
    assert distributor.fake.books["boxes"] == ["L2026-00001-1"]
    assert Shipment.objects.get().tries == (2 if point == "shipment.claimed" else 1)


def die():
    raise KeyboardInterrupt


def sent_by_two(distributor):
    """By one that has just read the list, and by one that read it before; what the second was told."""
    port = Sftp(distributor.over_sftp)
    visit_post(port)
    distributor.fake.work()
    return send_shipment(Shipment.objects.get(), port)


@pytest.mark.case("T027")
def test_a_shipment_belongs_to_who_claimed_it(people, distributor):
    fund(people.cluster, "20000.00", by=people.sara)
    paid_fee(people)
    issued(people)
    printed_by_nobody()
    assert sent_by_two(distributor) is None
    assert distributor.fake.work() == 0
    assert len(distributor.fake.books["boxes"]) == 1


@pytest.mark.twin("T027")
def test_a_shipment_that_nobody_claims_goes_twice(two, distributor, monkeypatch):
    monkeypatch.setattr("approvals.actions.send_shipment._claim", lambda shipment: True)
    sent_by_two(distributor)
    assert distributor.fake.work() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_queue_and_pack_each_statement_once(people, settings):
    settings.POST_MOST = 2
    for number in range(1, 6):
        statement_to(people, number, cpr=f"01017012{number:02d}")
    at_once([queue_statements, queue_statements])
    packed = at_once([pack_shipment, pack_shipment])
    assert [error for error in packed if isinstance(error, Exception)] == []
    while pack_shipment():
        pass
    letters = [
        one.message_id for sealed in Shipment.objects.all() for one in read(sealed.sealed.open()).letters
    ]
    assert sorted(letters) == [f"L2026-{number:05d}-1" for number in range(1, 6)]
    assert PostMessage.objects.count() == 5


def test_a_visit_that_is_in_other_hands_is_left_to_them(two, distributor, settings):
    settings.DIGITAL_POST = distributor.by_folder
    with alone("visit-post") as mine:
        assert mine
        visit_task()
        assert PostMessage.objects.count() == 0
    visit_task()
    assert states() == ["sent", "sent", "sent"]


def test_nothing_is_packed_before_the_agreement_is_written(two, distributor, settings):
    settings.DIGITAL_POST_SENDER = replace(settings.DIGITAL_POST_SENDER, eboks_id="")
    visit_post(FileDrop(distributor.by_folder))
    assert states() == ["queued", "queued"]


def test_what_is_too_large_for_any_box_is_put_on_the_list(people, distributor, monkeypatch):
    statement_to(people, 1, cpr=ANNE)
    monkeypatch.setattr("approvals.policy.reaching.Limits", lambda: Limits(pdf_bytes=len(PDF) - 1))
    visit_post(FileDrop(distributor.by_folder))
    assert PostMessage.objects.get().reason == "Lønsedlen fylder for meget til at blive sendt digitalt."


@pytest.mark.parametrize(
    ("defect", "after"),
    [
        (Defect.TWICE, ["accepted", "confirmed", "refused"]),
        (Defect.LATE, ["accepted", "confirmed", "refused"]),
        (Defect.DELAYED, ["accepted", "confirmed", "refused"]),
        (Defect.NEVER, ["sent", "sent", "sent"]),
        (Defect.LOST, ["sent", "sent", "sent"]),
        (Defect.HALF_FILE, ["sent", "sent", "sent"]),
        (Defect.FOREIGN, ["accepted", "confirmed", "refused"]),
        (Defect.CONTRADICTED, ["accepted", "sent", "sent"]),
        (Defect.REFUSES, ["refused", "refused", "refused"]),
    ],
)
def test_each_defect_of_the_distributor(two, distributor, defect, after):
    port = FileDrop(distributor.by_folder)
    visit_post(port)
    distributor.errs(defect)
    distributor.fake.work()
    distributor.fake.close_day()
    visit_post(port)
    visit_post(port)
    assert states() == after


def test_a_number_is_in_the_sealed_zip_and_nowhere_else(two, people, distributor, caplog):
    caplog.set_level(logging.INFO)
    port = Sftp(distributor.over_sftp)
    visit_post(port)
    (distributor.folder / "ind" / f"tak_{ANNE}.txt").write_text(f"Til {ANNE}")
    distributor.fake.work()
    words = f"No box for {ANNE[:6]}-{ANNE[6:]}"
    shipment = Shipment.objects.get()
    row = {"shipment": shipment.shipment_id, "message": "L2026-00001-1", "reason": words}
    (distributor.folder / "ind" / "rapport.xml").write_bytes(report([row]))
    visit_post(port)
    assert states() == ["accepted", "refused", "sent"]
    kept = [*Shipment.objects.values(), *PostMessage.objects.values(), *PostReceipt.objects.values()]
    kept += [*Record.objects.values()]
    names = [str(path.relative_to(distributor.folder)) for path in (distributor.folder / "taget").iterdir()]
    told_of = "".join(map(str, kept)) + caplog.text
    assert ANNE in " ".join(names), "the distributor's own name of a file is left as it was"
    for number in (ANNE, NOBODY):
        assert number not in told_of
        assert f"{number[:6]}-{number[6:]}" not in told_of


def test_a_number_that_no_key_opens_holds_up_no_zip_that_is_packed(two, people, distributor, caplog):
    queue_statements()
    pack_shipment()
    sealed = Sealed(b"of another key")
    FeeStatement.objects.filter(pk=statement_to(people, 3, cpr=BENT).pk).update(cpr=sealed)
    visit_post(FileDrop(distributor.by_folder))
    assert states() == ["sent", "sent", "sent", "queued"]
    assert "a CPR number cannot be opened" in caplog.text


def test_a_number_written_anew_keeps_the_statement_from_the_first(people, distributor, client, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    statement = statement_to(people, 1, cpr=ANNE)
    keep_identity(statement.payee, ANNE, by=people.mette)
    statement_to(people, 2, cpr=BENT)
    keep_identity(statement.payee, NOBODY, by=people.mette)
    visit_post(FileDrop(distributor.by_folder))
    assert states() == ["sent", "unreachable", "sent"]
    assert PostMessage.objects.get(state="unreachable").reason == OTHER_NUMBER
    client.force_login(people.sara)
    page = client.get(reverse("admin:approvals_feestatement_change", args=[statement.pk]))
    assert "Modtageren har fået skrevet et andet CPR-nummer" in page.content.decode()
