"""Put approved vouchers in one payment run: facts copied, the bank's file made, vouchers moved, nothing paid yet."""

import datetime
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from approvals.actions.make_batch_file import make_batch_file
from approvals.models import BankAccount, Batch, Payment, Withholding
from approvals.permissions import why_not_build_batch, why_not_schedule_each
from approvals.policy.execution_day import why_not_pay_on
from approvals.selectors.withheld import withheld_from
from clusters.models import Cluster
from expenses.enums import PayMethod
from expenses.models import PayeeAccount, Voucher
from expenses.transitions import move_many
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import ZERO, format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

COPIED = ("method", "reg_number", "account_number", "iban", "fik_type", "fik_id", "fik_creditor")


@act
def build_batch(
    vouchers: Iterable[Voucher | int],
    *,
    by: "User",
    execution_date: datetime.date,
    form_key: uuid.UUID,
    seen: Decimal | None = None,
) -> Batch:
    """One run of exactly these vouchers, all or none. `seen` is the total (DKK) the person had on screen: what is sent.

    The same `form_key` again gives the run it built. Raises Refused with the first voucher that cannot be paid now.
    """
    if sentence := why_not_build_batch(by):
        raise Refused(sentence)
    account = _paying_account()
    if built := Batch.objects.filter(form_key=form_key).first():
        return built
    if sentence := why_not_pay_on(execution_date, today=timezone.localdate()):
        raise Refused(sentence)
    rows = _locked({one if isinstance(one, int) else one.pk for one in vouchers})
    for voucher, sentence in zip(rows, why_not_schedule_each(by, rows), strict=True):
        if sentence:
            raise Refused(f"Bilag {voucher.number}: {sentence}")
    kept_back = {pk: one for pk, one in withheld_from(rows).items() if one}
    withheld = sum((one.total for one in kept_back.values()), ZERO)
    total = sum((voucher.gross for voucher in rows), ZERO) - withheld
    if seen is not None and seen != total:
        raise Refused(
            f"Der skal nu sendes {format_kr(total)} Se bilagene igennem igen, før du samler kørslen."
        )
    batch = _batch(account, by=by, execution_date=execution_date, form_key=form_key, rows=rows, total=total)
    faults.point("batch.made")
    Payment.objects.bulk_create(_payments(batch, rows, kept_back))
    faults.point("batch.filled")
    make_batch_file(batch)
    move_many(rows, "schedule", by=by)
    record("batch_built", by=by, subject=batch, text=f"{batch.count} betalinger, {format_kr(total)}")
    return batch


def _paying_account() -> BankAccount:
    """Locked: runs are numbered and built one at a time."""
    found = BankAccount.objects.select_for_update().filter(is_default=True).first()
    if found is None:
        raise Refused("Der er ingen konto at betale fra. Driften skal først oprette PLO's bankkonto.")
    return found


def _locked(ids: set[int]) -> list[Voucher]:
    """The rows as they stand, locked in one order so that two runs cannot wait for each other."""
    if not ids:
        raise Refused("Vælg mindst ét bilag.")
    held = list(
        Voucher.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk")
    )
    if len(held) != len(ids):
        raise Refused("Et af bilagene findes ikke mere. Hent siden igen.")
    return list(
        Voucher.objects.filter(pk__in=ids).select_related("cluster", "payee", "payee_account").order_by("pk")
    )


def _batch(
    account: BankAccount,
    *,
    by: "User",
    execution_date: datetime.date,
    form_key: uuid.UUID,
    rows: list[Voucher],
    total: Decimal,
) -> Batch:
    year = timezone.localdate().year
    number = f"K{year}-{Batch.objects.filter(number__startswith=f'K{year}-').count() + 1:04d}"
    return Batch.objects.create(
        number=number,
        message_id=f"KLYNGE-{number}",
        bank_account=account,
        execution_date=execution_date,
        count=len(rows),
        control_sum=total,
        form_key=form_key,
        built_by=by,
    )


def _payments(batch: Batch, rows: list[Voucher], kept_back: dict[int, Withholding]) -> list[Payment]:
    """A-income is sent without what is kept back of it."""
    withheld = {pk: one.total for pk, one in kept_back.items()}
    before = dict(
        Payment.objects.filter(voucher__in=rows)
        .order_by()
        .values_list("voucher_id")
        .annotate(times=Count("pk"))
    )
    return [
        Payment(
            batch=batch,
            voucher=voucher,
            cluster_id=voucher.cluster_id,
            amount=voucher.gross - withheld.get(voucher.pk, ZERO),
            withheld=withheld.get(voucher.pk, ZERO),
            withholding=kept_back.get(voucher.pk),
            end_to_end_id=f"{voucher.number}-{before.get(voucher.pk, 0) + 1}",
            text=_text(voucher, voucher.cluster),
            payee_id=voucher.payee_id,
            payee_account_id=voucher.payee_account_id,
            payee_name=voucher.payee.name,
            **{name: getattr(voucher.payee_account, name) for name in COPIED},
        )
        for voucher in rows
    ]


def _text(voucher: Voucher, cluster: Cluster) -> str:
    """What the payee reads on their statement; a payment line carries none but its own id."""
    account: PayeeAccount = voucher.payee_account
    if account.method == PayMethod.FIK:
        return ""
    first = f"Faktura {voucher.invoice_number}, " if voucher.invoice_number else ""
    return f"{first}bilag {voucher.number}, {cluster.name}"[:140]
