"""How far was driven, and trips that the same person has already sent on another voucher, in whichever cluster."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from expenses.models import Trip, Voucher
from expenses.selectors.mileage import MileageFacts
from expenses.states import LIVE

ELSEWHERE = "et bilag i en anden klynge"


def driven_facts(vouchers: list[Voucher], mileages: Mapping[int, MileageFacts]) -> dict[int, dict[str, Any]]:
    """By voucher id, the fields of Claim that rest on the trip log. One query when there are trips.

    `same_trip` is the number of another voucher that was sent before with one of the trips, or ELSEWHERE.
    """
    asked = [one for one in vouchers if one.pk in mileages and mileages[one.pk].trips]
    if not asked:
        return {}
    days = {trip.day for one in asked for trip in mileages[one.pk].trips}
    sent = Trip.objects.filter(
        voucher__claimant__in={one.claimant_id for one in asked},
        voucher__number__isnull=False,
        voucher__state__in=LIVE,
        day__in=days,
    ).select_related("voucher")
    others = list(sent.order_by("voucher_id"))
    return {
        one.pk: {
            "kilometres": mileages[one.pk].km,
            "same_trip": _other(one, mileages[one.pk], others),
        }
        for one in asked
    }


def _other(one: Voucher, facts: MileageFacts, sent: list[Trip]) -> str:
    ways = {_way(trip) for trip in facts.trips}
    for trip in sent:
        other = trip.voucher
        if other.pk == one.pk or other.claimant_id != one.claimant_id or _way(trip) not in ways:
            continue
        if one.submitted_at is None or (other.submitted_at, other.pk) < (one.submitted_at, one.pk):
            return other.number if other.cluster_id == one.cluster_id else ELSEWHERE
    return ""


def _way(trip: Trip) -> tuple[dt.date, Any, Any]:
    return (trip.day, trip.from_place.strip().casefold(), trip.to_place.strip().casefold())
