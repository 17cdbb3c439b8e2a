"""Each promise of digital post's tables, broken once at the database; and what was packed or said stays as it was."""

import pytest
from django.db import IntegrityError, models, transaction

from approvals.enums import ReceiptKind, ReceiptOutcome
from approvals.models import PostMessage, PostObjection, PostReceipt, Shipment
from approvals.states import PostState, ShipmentState
from klyngeokonomi.sealed_field import Sealed
from tests.factories.letters import statement_to
from tests.people import make_people


@pytest.fixture
def people(db):
    return make_people()


@pytest.fixture
def statement(people):
    return statement_to(people, 1, cpr="0101701234")


def shipment(number="LS-1", **fields):
    facts = {"sealed": Sealed.of(b"zip"), "sha256": "0" * 64, "size": 3, "count": 1} | fields
    return Shipment.objects.create(shipment_id=number, name=f"netsshare_{number}.zip", **facts)


def letter(statement, number=1, **fields):
    return PostMessage.objects.create(
        statement=statement, message_id=f"{statement.number}-{number}", **fields
    )


def receipt(**fields):
    facts = {"name": "a.xml", "kind": ReceiptKind.REPORT, "sealed": Sealed.of(b"x"), "sha256": "0" * 64}
    return PostReceipt.objects.create(
        **facts | {"size": 1, "outcome": ReceiptOutcome.READ, "sentence": "Læst."} | fields
    )


def refused(broken, act):
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        act()


def changed(row: models.Model, **fields):
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


def test_a_shipment_has_letters_says_why_and_is_never_changed(db):
    refused('"approvals_shipment_not_empty"', lambda: shipment(count=0))
    packed = shipment()
    refused('"approvals_shipment_says_why"', changed(packed, state=ShipmentState.REFUSED))
    refused("may not move from packed to unknown", changed(packed, state=ShipmentState.UNKNOWN, sentence="-"))
    refused("what was packed is frozen", changed(packed, sha256="1" * 64))
    refused("a shipment is never deleted", packed.delete)
    refused("a shipment begins as packed", lambda: shipment("LS-2", state=ShipmentState.SENT))


def test_a_statement_is_on_its_way_once(statement):
    waiting = letter(statement)
    refused('"approvals_postmessage_one_live"', lambda: letter(statement, 2))
    refused('"approvals_postmessage_sent_in_shipment"', changed(waiting, state=PostState.SENT))
    refused('"approvals_postmessage_says_why"', changed(waiting, state=PostState.UNREACHABLE))
    PostMessage.objects.update(state=PostState.UNREACHABLE, reason="-")
    refused('"approvals_postmessage_handed_over_how"', changed(waiting, state=PostState.HANDED_OVER))
    refused("may not move from unreachable to confirmed", changed(waiting, state=PostState.CONFIRMED))
    refused("a letter lies in one shipment", changed(waiting, message_id="L-9"))
    refused("a letter is never deleted", waiting.delete)


def test_what_was_said_is_kept(statement, people):
    kept = receipt()
    refused('"approvals_postreceipt_once"', receipt)
    refused('"approvals_postreceipt_says_what"', lambda: receipt(name="b.xml", sentence=""))
    refused("a receipt is frozen", changed(kept, outcome=ReceiptOutcome.ODD))
    refused("a receipt is never deleted", kept.delete)
    PostReceipt.objects.update(sealed=Sealed.of(b"x"))
    PostObjection.objects.create(statement=statement, objects_to_it=True, by=people.sara)
