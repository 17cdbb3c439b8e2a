"""Book a year's allotments as computed from the register: all that are not booked, or none."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.actions.record_allotment import record_allotment
from clusters.ledger.post import lock_account
from clusters.models import Allotment, Cluster, Movement
from clusters.permissions import why_not_run_secretariat
from clusters.policy.allotment import register_day
from clusters.selectors.allotment_year import Row, Year, allotment_year
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def book_allotments(year: int, *, control_sum: Decimal, by: "User") -> list[Allotment]:
    """Each cluster that nothing is booked for gets its computed amount, with the computation frozen beside it.

    `control_sum` (DKK) is what the person typed: from the region's letter, not from the page. The accounts are locked
    in the order of their clusters, so two at once wait for each other, and the second finds it done. Raises Refused.
    """
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    for pk in Cluster.objects.order_by("pk").values_list("pk", flat=True):
        lock_account(pk)
    found = allotment_year(year, timezone.localdate())
    if found.why_not:
        raise Refused(found.why_not)
    if not found.to_book:
        raise Refused(_what_is_booked(found))
    if kr(control_sum) != found.total_to_book:
        raise Refused(
            f"Summen er {format_kr(found.total_to_book)} Kontrolsummen er {format_kr(control_sum)} "
            "Find forskellen, før noget bogføres."
        )
    booked = [_book(row, found, by) for row in found.to_book]
    text = f"{year}: {len(booked)} klynger, i alt {format_kr(found.total_to_book)}"
    record("allotments_booked", by=by, text=text)
    return booked


def _book(row: Row, found: Year, by: "User") -> Allotment:
    movement: Movement = record_allotment(row.cluster, amount=row.expected, payment=str(found.year), by=by)
    computed = row.computed
    return Allotment.objects.create(
        cluster=row.cluster,
        year=found.year,
        register_day=register_day(found.year),
        rate=computed.rate,
        patients=computed.patients,
        amount=computed.amount,
        lines=[line.as_json() for line in computed.lines],
        movement=movement,
        booked_by=by,
    )


def _what_is_booked(found: Year) -> str:
    if not found.paid_count:
        return f"Der er intet at bogføre for {found.year}: ingen klynge har patienttal på opgørelsesdagen."
    return (
        f"Tildelingen for {found.year} er allerede bogført: {found.paid_count} klynger, "
        f"i alt {format_kr(found.paid)}"
    )
