"""Pay to NemKonto: by a CPR number that goes into the vault, or by a CVR number. Told first, and left at any time."""

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.models import Cluster
from expenses.actions.save_payee import PayTo, add_account, met_company, own_payee
from expenses.enums import NoticeStep
from expenses.models import NemkontoNotice, Payee, PayeeAccount, PayeeIdentity
from expenses.models.payee_identity import LAST_WRITTEN
from expenses.permissions import why_not_enter_cpr, why_not_opt_out
from expenses.policy.nemkonto_notice import notice_now
from klyngeokonomi.act import act, part
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from klyngeokonomi.vault import fingerprints

if TYPE_CHECKING:
    from clusters.models import User


@act
def save_own_nemkonto(cpr: str, *, by: "User") -> PayeeAccount:
    """Of the person at the screen, who has the notice before their eyes. `cpr` is ten digits; "" for the known one."""
    return _by_cpr(own_payee(by), cpr, by=by, told_on=timezone.localdate())


@act
def save_speaker_nemkonto(
    payee: Payee, cpr: str, *, by: "User", told_on: datetime.date | None
) -> PayeeAccount:
    """Of a speaker, who signs in nowhere: written by the secretariat, which says when the speaker was told."""
    payee = Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    if sentence := why_not_enter_cpr(by, payee):
        raise Refused(sentence, on=payee, tried="NemKonto")
    if told_on is None or told_on > timezone.localdate():
        raise Refused("Skriv den dag, personen fik besked om NemKonto.")
    return _by_cpr(payee, cpr, by=by, told_on=told_on)


@act
def save_supplier_nemkonto(cluster: Cluster, *, by: "User", name: str, cvr: str) -> PayeeAccount:
    """Of a company, by its CVR; whoever writes it answers that the company was told. Raises Refused without a CVR."""
    if not cvr:
        raise Refused("Skriv CVR-nummeret: det er det, der betales til NemKonto ved.")
    account = add_account(met_company(cluster, by=by, name=name, cvr=cvr), PayTo.nemkonto(None), by=by)
    return _tell(account, by=by, told_on=timezone.localdate())


@act
def opt_out(account: PayeeAccount, *, by: "User") -> NemkontoNotice:
    """Nothing more is paid to that NemKonto. Raises Refused for others than its owner and the secretariat."""
    locked = PayeeAccount.objects.select_for_update(of=("self",)).select_related("payee").get(pk=account.pk)
    if sentence := why_not_opt_out(by, locked):
        raise Refused(sentence, on=locked, tried="Fravælg NemKonto")
    if _newest(locked) == NoticeStep.OPTED_OUT:
        raise Refused("NemKonto er allerede valgt fra.")
    row = locked.notices.create(step=NoticeStep.OPTED_OUT, told_on=timezone.localdate(), by=by)
    record(
        "nemkonto_opted_out",
        by=by,
        subject=locked,
        cluster_id=locked.payee.cluster_id,
        text=str(locked.payee),
    )
    return row


@part
def _by_cpr(payee: Payee, cpr: str, *, by: "User", told_on: datetime.date) -> PayeeAccount:
    identity = keep_identity(payee, cpr, by=by)
    return _tell(add_account(payee, PayTo.nemkonto(identity), by=by), by=by, told_on=told_on)


@part
def keep_identity(payee: Payee, cpr: str, *, by: "User") -> PayeeIdentity:
    """The row of that number, or a new one; the one last written when none is. A number that is written again after
    another counts anew. What changes which one counts is logged.
    """
    Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    last = payee.identities.order_by(*LAST_WRITTEN).first()
    if not cpr:
        if last:
            return last
        raise Refused("Skriv CPR-nummeret: det er det, der betales til NemKonto ved.")
    identity = payee.identities.filter(fingerprint__in=fingerprints(cpr)).first()
    if identity and identity == last:
        return identity
    if identity:
        identity.entered_by, identity.entered_at = by, timezone.now()
        identity.save(update_fields=["entered_by", "entered_at"])
    else:
        identity = PayeeIdentity.sealing(payee, cpr, entered_by=by)
        identity.save(force_insert=True)
    record("cpr_entered", by=by, subject=identity, cluster_id=payee.cluster_id, text=str(payee))
    return identity


def _newest(account: PayeeAccount) -> str | None:
    return account.notices.values_list("step", flat=True).first()


def _tell(account: PayeeAccount, *, by: "User", told_on: datetime.date) -> PayeeAccount:
    """Keep what was told and when, unless that very text was told already and stands."""
    notice = notice_now()
    newest = account.notices.first()
    if newest and newest.step == NoticeStep.TOLD and newest.version == notice.version:
        return account
    text = notice.to(account.payee.kind)
    account.notices.create(step=NoticeStep.TOLD, version=notice.version, text=text, told_on=told_on, by=by)
    record(
        "nemkonto_told", by=by, subject=account, cluster_id=account.payee.cluster_id, text=str(account.payee)
    )
    return account
