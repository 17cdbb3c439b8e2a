"""What is known of digital post: who wants none, how far each shipment is, and what waits for the secretariat."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from approvals.enums import ReceiptOutcome
from approvals.models import FeeStatement, FeeStatementLine, PostMessage, PostObjection, PostReceipt, Shipment
from approvals.policy.reaching import OTHER_NUMBER, why_not_reach
from approvals.states import LIVE_MESSAGES, PostState, ShipmentState


def objecting(fingerprints: Iterable[str]) -> set[str]:
    """Those of the people who have said no, and not yes again since."""
    asked = set(fingerprints) - {""}
    newest: dict[str, bool] = {}
    found = PostObjection.objects.filter(statement__fingerprint__in=asked).order_by("pk")
    for fingerprint, objects in found.values_list("statement__fingerprint", "objects_to_it"):
        newest[fingerprint] = objects
    return {one for one, objects in newest.items() if objects}


def why_not_reach_statement(statement: FeeStatement) -> str:
    """Empty for one that can go by digital post today."""
    return why_not_reach(statement.receiver_kind, objects=bool(objecting([statement.fingerprint])))


def has_live_message(statement: FeeStatement) -> bool:
    """Whether the statement is on its way, delivered, or on the list of what cannot be."""
    return PostMessage.objects.filter(statement=statement, state__in=LIVE_MESSAGES).exists()


def waiting_for_people() -> QuerySet[PostMessage]:
    """Letters that no box took and nobody has dealt with since. What told of a wrong CPR number, and what takes that
    back, is to reach nobody: the statement told anew is.
    """
    newer = PostMessage.objects.filter(statement=OuterRef("statement"), pk__gt=OuterRef("pk"))
    refused = Q(state=PostState.REFUSED) & ~Exists(newer)
    lines = FeeStatementLine.objects.filter(statement=OuterRef("statement"))
    moved = lines.filter(reverses__statement__recall__isnull=False)
    away = Q(statement__recall__isnull=False) | Exists(moved) & ~Exists(lines.filter(reverses=None))
    found = PostMessage.objects.filter(refused | Q(state=PostState.UNREACHABLE))
    return found.exclude(Q(reason=OTHER_NUMBER) & away)


def unsettled() -> QuerySet[Shipment]:
    """Shipments whose fate nobody knows."""
    return Shipment.objects.filter(state=ShipmentState.UNKNOWN)


def odd_receipts() -> QuerySet[PostReceipt]:
    return PostReceipt.objects.filter(outcome=ReceiptOutcome.ODD)


def with_progress(shipments: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """`confirmed` and `refused` on each: how many of its letters have come, and how many have not."""
    return shipments.defer("sealed").annotate(
        confirmed=Count("messages", filter=Q(messages__state=PostState.CONFIRMED)),
        refused=Count("messages", filter=Q(messages__state__in=[PostState.REFUSED, PostState.HANDED_OVER])),
    )
