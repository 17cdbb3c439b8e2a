"""A cost of a month that is locked, or from before the product: accepted, booked today, and marked (ADR 0033)."""

from datetime import date, datetime

from django.utils import formats, timezone

from clusters.ledger.reservation import live_reservation
from clusters.selectors.periods import first_of, was_locked
from expenses.models import Voucher
from expenses.states import EDITABLE, FINAL, VoucherState

FIRST_MONTH = date(2026, 4, 1)
"""Costs before it come from the system that this one replaced."""
EARLIER = "fra før økonomimodulet"
NOT_BOOKED = (*EDITABLE, VoucherState.SUBMITTED)


def late_month(voucher: Voucher, *, booked_on: date, at: datetime | None = None) -> date | None:
    """The month the cost belongs to, when it is booked later and could not be booked there. One query at most."""
    day = voucher.voucher_date or voucher.event_day
    month = first_of(day) if day else None
    if month is None or month >= first_of(booked_on):
        return None
    return month if month < FIRST_MONTH or was_locked(month, at) else None


def booking_note(voucher: Voucher) -> str:
    """What is written on the movement of today: "marts 2026, bogført i november 2026, fra før økonomimodulet"."""
    return _note(late_month(voucher, booked_on=timezone.localdate()), timezone.localdate())


def late_note(voucher: Voucher) -> str:
    """The same as a sentence on the voucher's page, also before it is booked. Empty when it is not late."""
    if voucher.state in FINAL:
        return ""
    if voucher.state in NOT_BOOKED:
        month = late_month(voucher, booked_on=timezone.localdate())
        if month is None:
            return ""
        why = EARLIER if month < FIRST_MONTH else "og den måned er låst i regnskabet"
        return (
            f"Bilaget er fra {_words(month)}, {why}. Det kan stadig betales "
            "og bogføres i den måned, klyngen godkender det."
        )
    booked = live_reservation(f"voucher:{voucher.pk}")
    if booked is None:
        return ""
    month = late_month(voucher, booked_on=booked.booked_on, at=booked.posted_at)
    return f"{_note(month, booked.booked_on).capitalize()}." if month else ""


def _note(month: date | None, booked_on: date) -> str:
    if month is None:
        return ""
    said = f"{_words(month)}, bogført i {_words(booked_on)}"
    return f"{said}, {EARLIER}" if month < FIRST_MONTH else said


def _words(day: date) -> str:
    return formats.date_format(day, "F Y").lower()
