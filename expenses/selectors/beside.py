"""What stands beside a voucher: another one that may be the same purchase, and the money of its account."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from expenses.enums import CostCategory
from expenses.models import Line, Voucher
from expenses.selectors.duplicates import sent_and_live
from expenses.states import EDITABLE, VoucherState
from klyngeokonomi.money import ZERO, MoneyField
from klyngeokonomi.statement import Statement

ONE_DAY = dt.timedelta(days=1)
UNRESERVED = (*EDITABLE, VoucherState.SUBMITTED)
"""Later its money is reserved already, and nothing is asked of the account."""
RIDES = (CostCategory.TRANSPORT, CostCategory.MILEAGE)


@dataclass(frozen=True, slots=True)
class Beside:
    """`similar` is the number of the other voucher or "". `available` is DKK, or None where it is not to be asked."""

    similar: str = ""
    available: Decimal | None = None


def beside(vouchers: Iterable[Voucher]) -> dict[int, Beside]:
    """By voucher id, as saved. One query."""
    ids = [voucher.pk for voucher in vouchers]
    rows = _ONE.all(pk=ids[0]) if len(ids) == 1 else _SEVERAL.all(ids=ids)
    found = {pk: Beside(similar or "", available) for pk, similar, available in rows}
    return {pk: found.get(pk, Beside()) for pk in ids}


def _rows(vouchers: QuerySet[Voucher]) -> QuerySet[Voucher, tuple[int, str | None, Decimal | None]]:
    similar = [Subquery(others.order_by("pk").values("number")[:1]) for others in _alike()]
    account = F("cluster__account__available") - Coalesce(F("cluster__account__floor"), Value(ZERO))
    return vouchers.annotate(
        similar=Case(When(gross__gt=0, then=Coalesce(*similar))),
        left=Case(
            When(state__in=UNRESERVED, cluster__account__opening_confirmed_at__isnull=False, then=account),
            output_field=MoneyField(),
        ),
    ).values_list("pk", "similar", "left")


def _alike() -> tuple[QuerySet[Voucher], ...]:
    """Others of the same cluster, the surest sign first.

    The same supplier and invoice number; the same supplier and amount by somebody else, a day apart or none; the same
    payee, day and amount. One's own ride home costs what the ride out did, so transport is let be there.
    """
    others = sent_and_live().filter(cluster=OuterRef("cluster")).exclude(pk=OuterRef("pk"))
    same_seller = others.filter(supplier__iexact=OuterRef("supplier")).exclude(supplier="")
    by_number = same_seller.exclude(invoice_number="").filter(invoice_number=OuterRef("invoice_number"))
    same_amount = same_seller.filter(gross=OuterRef("gross"))
    by_day = same_amount.filter(
        voucher_date__gte=OuterRef("voucher_date") - ONE_DAY,
        voucher_date__lte=OuterRef("voucher_date") + ONE_DAY,
    ).exclude(claimant=OuterRef("claimant"))
    more_than_rides = Line.objects.filter(voucher=OuterRef("pk")).exclude(category__in=RIDES)
    by_payee = others.filter(
        Q(Exists(more_than_rides)) | ~Q(claimant=OuterRef("claimant")),
        payee=OuterRef("payee"),
        voucher_date=OuterRef("voucher_date"),
        gross=OuterRef("gross"),
    )
    return by_number, by_day, by_payee


_ONE: Statement[tuple[int, str | None, Decimal | None]] = Statement(
    lambda pk: _rows(Voucher.objects.filter(pk=pk)).order_by()
)
_SEVERAL: Statement[tuple[int, str | None, Decimal | None]] = Statement(
    lambda ids: _rows(Voucher.objects.filter(pk__among=ids)).order_by()
)
"""What every act asks of its one voucher, and every list of all."""
