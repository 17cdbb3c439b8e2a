"""Reverse a movement by hand, with a reason: one of the secretariat asks for it, another does it."""

from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import lock_account, reverse
from clusters.models import Account, Correction, Movement
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.corrections import together_with, why_not_correct
from clusters.selectors.second_person import why_not_confirm_entered, why_not_withdraw_entered
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def enter_correction(movement: Movement, *, reason: str, by: "User") -> Correction:
    """The members read the reason on the account. Nothing is booked before another has done it."""
    if sentence := why_not_run_secretariat(by) or why_not_correct(movement):
        raise Refused(sentence)
    if not reason.strip():
        raise Refused("Skriv, hvorfor bevægelsen skal modposteres.")
    if holds_cpr(reason):
        raise Refused(NO_CPR)
    lock_account(movement.cluster_id)
    if Correction.objects.waiting().filter(movement__in=together_with(movement)).exists():
        raise Refused("Der venter allerede en rettelse af bevægelsen.")
    correction = Correction.objects.create(movement=movement, reason=reason.strip(), entered_by=by)
    _trace("correction_entered", correction, by)
    return correction


@act
def carry_out_correction(correction: Correction, *, by: "User") -> Correction:
    """The exact opposite of the movement, and of its twin when it is a transfer. Raises Refused.

    Accounts are locked in the order of their clusters, as everywhere.
    """
    correction = _locked(correction)
    tried = {"on": correction, "tried": "Modpostér"}
    if sentence := why_not_confirm_entered(by, correction):
        raise Refused(sentence, **tried)
    moved = together_with(correction.movement)
    accounts = {pk: lock_account(pk) for pk in sorted(one.cluster_id for one in moved)}
    for one in moved:
        if sentence := why_not_correct(one) or _why_not_take_back(accounts[one.cluster_id], one):
            raise Refused(sentence, **tried)
    for one in moved:
        suffix = "" if len(moved) == 1 else f":{one.pk}"
        reverse(
            one,
            reference=f"correction:{correction.pk}{suffix}",
            text=f"Modpostering af nr. {one.number}: {correction.reason}",
            by=by,
            kind=MovementKind.CORRECTION,
        )
    correction.confirmed_by, correction.confirmed_at = by, timezone.now()
    correction.save(update_fields=["confirmed_by", "confirmed_at"])
    _trace("correction_done", correction, by)
    return correction


@act
def withdraw_correction(correction: Correction, *, by: "User") -> Correction:
    """Off the table before anything is booked; the row stays as a trace."""
    correction = _locked(correction)
    if sentence := why_not_withdraw_entered(by, correction):
        raise Refused(sentence, on=correction, tried="Træk rettelsen tilbage")
    correction.withdrawn_by, correction.withdrawn_at = by, timezone.now()
    correction.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _trace("correction_withdrawn", correction, by)
    return correction


def _why_not_take_back(account: Account, movement: Movement) -> str | None:
    """What came in can only be taken out again while it is there."""
    if movement.to_bucket != Bucket.AVAILABLE or account.floor is None:
        return None
    if account.available - movement.amount >= account.floor:
        return None
    return (
        f"Der er {format_kr(account.available)} til rådighed hos {account.cluster}. "
        f"Bevægelsen på {format_kr(movement.amount)} kan ikke modposteres."
    )


def _locked(correction: Correction) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",))
    return rows.select_related("movement__cluster", "entered_by__person").get(pk=correction.pk)


def _trace(act: str, correction: Correction, by: "User") -> None:
    movement = correction.movement
    text = f"{correction}. {correction.reason}"
    record(act, by=by, subject=correction, cluster_id=movement.cluster_id, text=text)
