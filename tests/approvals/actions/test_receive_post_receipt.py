"""What the distributor says: counted before the sending is recorded, counted once, and shown when it contradicts."""

import pytest

from approvals.actions.pack_shipment import pack_shipment
from approvals.actions.queue_statements import queue_statements
from approvals.actions.receive_post_receipt import receive_post_receipt
from approvals.models import PostMessage, PostReceipt, Shipment
from klyngeokonomi.integrations.digital_post.fake.answers import receipt, report
from tests.factories.letters import statement_to
from tests.people import make_people


@pytest.fixture
def two(db):
    people = make_people()
    return [statement_to(people, 1, cpr="0101701234"), statement_to(people, 2, cpr="0202700000")]


def states():
    letters = PostMessage.objects.order_by("statement__number").values_list("state", flat=True)
    return [*Shipment.objects.values_list("state", flat=True), *letters]


def outcomes():
    return list(PostReceipt.objects.order_by("pk").values_list("kind", "outcome", "sentence"))


def answered(two, *files):
    """Each file read, after one shipment was packed and none of it recorded as sent; then every state."""
    queue_statements()
    shipment = pack_shipment()
    for name, content in files:
        receive_post_receipt(name.format(shipment.shipment_id), content)
    return states()


def told(*rows, shipment="LS"):
    return report({"shipment": shipment, "message": message, "reason": reason} for message, reason in rows)


NAME = "netsshare_{}.zip.receipt"


@pytest.mark.parametrize(
    ("answers", "after", "last"),
    [
        ([receipt(200)], ["accepted", "sent", "sent"], ("read", "Forsendelse {} er modtaget.")),
        ([receipt(200)] * 2, ["accepted", "sent", "sent"], ("read", "Forsendelse {} er modtaget.")),
        (
            [receipt(400, "Unknown sender")],
            ["refused", "refused", "refused"],
            ("read", "Forsendelse {} er afvist: Unknown sender"),
        ),
        (
            [receipt(400, "This shipment has already been received before")],
            ["sent", "sent", "sent"],
            ("read", "Distributøren har allerede Forsendelse {}."),
        ),
        (
            [receipt(200), receipt(400, "Unknown sender")],
            ["accepted", "sent", "sent"],
            ("odd", "Forsendelse {} er først modtaget og siden afvist: Unknown sender"),
        ),
        (
            [receipt(400, "Unknown sender"), receipt(200)],
            ["refused", "refused", "refused"],
            ("odd", "Forsendelse {} er først afvist og siden modtaget. Spørg distributøren."),
        ),
        ([receipt(200)[:30]], ["packed", "queued", "queued"], ("odd", None)),
    ],
)
def test_a_receipt_counts_before_the_sending_is_recorded_and_once(two, answers, after, last):
    assert answered(two, *((NAME, content) for content in answers)) == after
    row = PostReceipt.objects.order_by("pk").last()
    assert row.outcome == last[0]
    if last[1]:
        assert row.sentence == last[1].format(Shipment.objects.get().shipment_id)
    assert PostReceipt.objects.count() == len(set(answers))


def test_reports_that_disagree_change_nothing_and_are_shown(two):
    queue_statements()
    number = pack_shipment().shipment_id
    one, other = "L2026-00001-1", "L2026-00002-1"
    read_by_us = [
        ("a.xml", told((one, ""), (other, "No box"), shipment=number)),
        ("b.xml", told((one, "No box"), (other, ""), shipment=number)),
        ("c.xml", told((one, ""), (other, "No box"), shipment=number)),
        ("d.xml", told(("L9", ""), shipment=number) + b"<!-- -->"),
        ("e.xml", told((one, ""), shipment="LS-0")),
        ("netsshare_LS-0.zip.receipt", receipt(200)),
        ("brev.txt", b"hej"),
    ]
    for name, content in read_by_us:
        receive_post_receipt(name, content)
        assert states() == ["accepted", "confirmed", "refused"]
    both = "er meldt både afleveret og afvist. Spørg distributøren."
    assert [outcome for _, *outcome in outcomes()] == [
        ["read", "1 udleveret, 1 afvist."],
        ["odd", f"0 udleveret, 0 afvist. {one} {both} {other} {both}"],
        ["read", "1 udleveret, 1 afvist."],
        ["odd", f"0 udleveret, 0 afvist. Forsendelse {number} har ingen lønseddel med nummeret L9."],
        ["odd", "0 udleveret, 0 afvist. Vi har ikke sendt en forsendelse med nummeret LS-0."],
        ["odd", "Vi har ikke sendt en forsendelse med nummeret LS-0."],
        ["odd", "Filen er hverken en kvittering eller en rapport om lønsedler."],
    ]
