"""What the region pays per patient in a year: one of the secretariat enters it, another confirms it."""

from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.models import Allotment, AllotmentRate
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.second_person import why_not_confirm_entered, why_not_withdraw_entered
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def enter_rate(rate: AllotmentRate, *, by: "User") -> AllotmentRate:
    """A new rate (year, amount in DKK, source). It counts for nothing before another has confirmed it."""
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    if holds_cpr(rate.source):
        raise Refused(NO_CPR)
    if not rate.source.strip() or rate.amount <= 0:
        raise Refused("Skriv satsen, og hvor den står.")
    if AllotmentRate.objects.waiting().select_for_update(of=("self",)).filter(year=rate.year).exists():
        raise Refused(
            f"Der venter allerede en sats for {rate.year}. Få den bekræftet eller trukket tilbage først."
        )
    rate.entered_by, rate.entered_at = by, timezone.now()
    rate.save()
    record("allotment_rate_entered", by=by, subject=rate, text=f"{rate}. {rate.source}")
    return rate


@act
def confirm_rate(rate: AllotmentRate, *, by: "User") -> AllotmentRate:
    """From now on the year is computed by it. A rate that was in force for the year gives way to it.

    Raises Refused to the one who entered it, and once allotments of the year are booked by another rate.
    """
    rate = _locked(rate)
    if sentence := why_not_confirm_entered(by, rate):
        raise Refused(sentence, on=rate, tried="Bekræft satsen")
    if Allotment.objects.filter(year=rate.year).exists():
        raise Refused(
            f"Tildelinger for {rate.year} er allerede bogført efter satsen. Ret dem ved modpostering."
        )
    now = timezone.now()
    before = AllotmentRate.objects.in_force().select_for_update(of=("self",)).filter(year=rate.year)
    for old in before:
        old.withdrawn_by, old.withdrawn_at = by, now
        old.save(update_fields=["withdrawn_by", "withdrawn_at"])
    rate.confirmed_by, rate.confirmed_at = by, now
    rate.save(update_fields=["confirmed_by", "confirmed_at"])
    record("allotment_rate_confirmed", by=by, subject=rate, text=f"{rate}, indtastet af {rate.entered_by}")
    return rate


@act
def withdraw_rate(rate: AllotmentRate, *, by: "User") -> AllotmentRate:
    """Off the table before anyone has confirmed it; the row stays as a trace."""
    rate = _locked(rate)
    if sentence := why_not_withdraw_entered(by, rate):
        raise Refused(sentence, on=rate, tried="Træk satsen tilbage")
    rate.withdrawn_by, rate.withdrawn_at = by, timezone.now()
    rate.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record("allotment_rate_withdrawn", by=by, subject=rate, text=str(rate))
    return rate


def _locked(rate: AllotmentRate) -> AllotmentRate:
    rows = AllotmentRate.objects.select_for_update(of=("self",)).select_related("entered_by__person")
    return rows.get(pk=rate.pk)
