"""What the trips of a request for mileage come to now, written on each of them and on the voucher's one line."""

from decimal import Decimal

from clusters.models import Person
from expenses.actions.edit_voucher import LineInput, write_lines
from expenses.enums import CostCategory
from expenses.models import Trip, Voucher
from expenses.policy.mileage import Driven, Part, reckon, total
from expenses.selectors.limits import limit_table
from expenses.selectors.mileage import used_before
from klyngeokonomi.money import format_kr


def reckon_mileage(voucher: Voucher) -> str:
    """Of a voucher whose row is locked and may be edited; the last time while it is sent, never after.

    The person's row is locked, so that two requests sent at once do not both use the same kilometres of the year.
    Gives back what a person is to be told when the amount is another than it was, else "".
    """
    Person.objects.select_for_update(no_key=True).get(pk=voucher.claimant_id)
    trips = list(voucher.trips.order_by("position"))
    parts = parts_of_trips(voucher, trips)
    for trip, part in zip(trips, parts, strict=True):
        if _written(trip) != (part.km_first, part.rate_first, part.rate_over, part.amount):
            trip.km_first, trip.amount = part.km_first, part.amount
            trip.rate_first, trip.rate_over = part.rate_first, part.rate_over
            trip.save(update_fields=["km_first", "rate_first", "rate_over", "amount"])
    before = voucher.gross
    if write_lines(voucher, lines_of(parts)):
        voucher.version += 1
        voucher.save(update_fields=["gross", "version"])
    return told(before, voucher.gross)


def parts_of_trips(voucher: Voucher, trips: list[Trip]) -> list[Part]:
    """As they are reckoned now; nothing is written. Two queries."""
    driven = [Driven(one.day, one.km) for one in trips]
    return reckon(driven, limit_table(), used_before(voucher, {one.day.year for one in driven}))


def lines_of(parts: list[Part]) -> list[LineInput]:
    """One line without VAT; none while there is nothing to pay."""
    gross = total(parts)
    return [LineInput(CostCategory.MILEAGE, gross, Decimal("0.00"))] if gross else []


def told(before: Decimal, now: Decimal) -> str:
    if before == now:
        return ""
    return (
        f"Beløbet er regnet om fra {format_kr(before)} til {format_kr(now)}: taksterne eller dine øvrige "
        "kilometer i år er ændret, siden du skrev turene."
    )


def _written(trip: Trip) -> tuple[Decimal, Decimal | None, Decimal | None, Decimal]:
    return (trip.km_first, trip.rate_first, trip.rate_over, trip.amount)
