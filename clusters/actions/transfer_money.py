"""Move money between two clusters: one of the secretariat enters it, another carries it out."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.enums import Bucket, MovementKind, TransferCause
from clusters.ledger.post import lock_account, post
from clusters.models import Account, Cluster, Transfer
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.second_person import why_not_confirm_entered, why_not_withdraw_entered
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.money import format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def enter_transfer(
    giver: Cluster, *, receiver: Cluster, amount: Decimal, cause: TransferCause, reason: str, by: "User"
) -> Transfer:
    """`amount` in DKK. No money moves before another has carried it out."""
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    if giver.pk == receiver.pk:
        raise Refused("Vælg to forskellige klynger.")
    if kr(amount) <= 0:
        raise Refused("Beløbet skal være større end nul.")
    if not reason.strip():
        raise Refused("Skriv, hvorfor pengene flyttes.")
    if holds_cpr(reason):
        raise Refused(NO_CPR)
    transfer = Transfer.objects.create(
        giver=giver,
        receiver=receiver,
        amount=kr(amount),
        cause=cause,
        reason=reason.strip(),
        entered_by=by,
    )
    _trace("transfer_entered", transfer, by)
    return transfer


@act
def carry_out_transfer(transfer: Transfer, *, by: "User") -> Transfer:
    """Both movements, or none. Raises Refused to the one who entered it, and below the giver's floor.

    The accounts are locked in the order of their clusters, so transfers that cross cannot wait for each other.
    """
    transfer = _locked(transfer)
    if sentence := why_not_confirm_entered(by, transfer):
        raise Refused(sentence, on=transfer, tried="Gennemfør overførslen")
    accounts = {pk: lock_account(pk) for pk in sorted((transfer.giver_id, transfer.receiver_id))}
    faults.point("transfer.locked")
    if sentence := _why_not_give(accounts[transfer.giver_id], transfer):
        raise Refused(sentence, on=transfer, tried="Gennemfør overførslen")
    why = transfer.get_cause_display().lower()
    _post(transfer, transfer.giver, "out", f"Overført til {transfer.receiver} ({why})", by)
    _post(transfer, transfer.receiver, "in", f"Overført fra {transfer.giver} ({why})", by)
    transfer.confirmed_by, transfer.confirmed_at = by, timezone.now()
    transfer.save(update_fields=["confirmed_by", "confirmed_at"])
    _trace("transfer_done", transfer, by)
    return transfer


@act
def withdraw_transfer(transfer: Transfer, *, by: "User") -> Transfer:
    """Off the table before any money has moved; the row stays as a trace."""
    transfer = _locked(transfer)
    if sentence := why_not_withdraw_entered(by, transfer):
        raise Refused(sentence, on=transfer, tried="Træk overførslen tilbage")
    transfer.withdrawn_by, transfer.withdrawn_at = by, timezone.now()
    transfer.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _trace("transfer_withdrawn", transfer, by)
    return transfer


def _why_not_give(account: Account, transfer: Transfer) -> str | None:
    """What the giver has must be known, and enough."""
    if account.floor is None:
        return f"Åbningssaldoen for {transfer.giver} er ikke bekræftet. Der kan ikke overføres fra en ukendt saldo."
    if account.available - transfer.amount < account.floor:
        return (
            f"Der er {format_kr(account.available)} til rådighed hos {transfer.giver}. "
            f"Der kan ikke overføres {format_kr(transfer.amount)}"
        )
    return None


def _post(transfer: Transfer, cluster: Cluster, side: str, text: str, by: "User") -> None:
    buckets = (Bucket.AVAILABLE, Bucket.OUTSIDE) if side == "out" else (Bucket.OUTSIDE, Bucket.AVAILABLE)
    post(
        cluster,
        transfer.amount,
        kind=MovementKind.TRANSFER,
        source=buckets[0],
        target=buckets[1],
        reference=f"transfer:{transfer.pk}:{side}",
        text=text,
        by=by,
    )


def _locked(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",))
    return rows.select_related("giver", "receiver", "entered_by__person").get(pk=transfer.pk)


def _trace(act: str, transfer: Transfer, by: "User") -> None:
    """In the log of both clusters, so that each finds it."""
    for cluster in (transfer.giver_id, transfer.receiver_id):
        record(act, by=by, subject=transfer, cluster_id=cluster, text=f"{transfer}. {transfer.reason}")
