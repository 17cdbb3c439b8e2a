"""Vouchers for a list: one's own or the cluster's, a page at a time; and those of one meeting with their sum."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from expenses.models import Voucher
from expenses.models.voucher import VoucherQuerySet
from expenses.selectors.status import Status, statuses_of
from expenses.states import FINAL, VoucherState
from klyngeokonomi.money import ZERO
from meetings.models import Meeting

if TYPE_CHECKING:
    from clusters.models import User

PAGE = 25
MOST_OF_A_MEETING = 200


@dataclass(frozen=True, slots=True)
class VoucherFilter:
    """What the reader chose; every field may be left out."""

    mine: bool = True
    state: str = ""
    year: int | None = None
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Row:
    voucher: Voucher
    status: Status

    @property
    def title(self) -> str:
        voucher = self.voucher
        return voucher.supplier or voucher.text or "Uden leverandør"


@dataclass(frozen=True, slots=True)
class VoucherPage:
    """`after` is the key of the next page, None on the last."""

    rows: list[Row]
    after: int | None


def voucher_page(user: "User", chosen: VoucherFilter, *, after: int | None = None) -> VoucherPage:
    """Newest first, by keyset on the id: no counting, no offset. Two queries."""
    found = _filtered(user, chosen).select_related("claimant", "meeting", "payee").order_by("-pk")
    if after is not None:
        found = found.filter(pk__lt=after)
    vouchers = list(found[: PAGE + 1])
    more, vouchers = len(vouchers) > PAGE, vouchers[:PAGE]
    return VoucherPage(_rows(vouchers, user), vouchers[-1].pk if more else None)


def _rows(vouchers: list[Voucher], user: "User") -> list[Row]:
    return [Row(one, status) for one, status in zip(vouchers, statuses_of(vouchers, user), strict=True)]


def _filtered(user: "User", chosen: VoucherFilter) -> VoucherQuerySet:
    found = Voucher.objects.visible_to(user)
    if chosen.mine:
        found = found.filter(claimant_id=user.person_id)
    if chosen.state:
        found = found.in_state(chosen.state)
    if chosen.year:
        found = found.filter(
            created_at__gte=_new_year(chosen.year), created_at__lt=_new_year(chosen.year + 1)
        )
    if chosen.meeting:
        found = found.filter(meeting=chosen.meeting)
    return found


def _new_year(year: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(year, 1, 1))


def years_to_choose(user: "User") -> list[int]:
    """This year and back to that of the first voucher the reader may see."""
    first = Voucher.objects.visible_to(user).order_by("pk").values_list("created_at", flat=True).first()
    this = timezone.localdate().year
    return list(range(this, (timezone.localtime(first).year if first else this) - 1, -1))


@dataclass(frozen=True, slots=True)
class MeetingVouchers:
    """`total` is DKK incl. VAT of what is not rejected, withdrawn or still a draft."""

    rows: list[Row]
    total: Decimal


def meeting_vouchers(user: "User", meeting: Meeting) -> MeetingVouchers:
    """Those the reader may see, oldest first. Two queries."""
    vouchers = list(
        Voucher.objects.visible_to(user)
        .filter(meeting=meeting)
        .select_related("claimant", "meeting", "payee")
        .order_by("pk")[:MOST_OF_A_MEETING]
    )
    counted = [one.gross for one in vouchers if one.state not in (*FINAL, VoucherState.DRAFT)]
    return MeetingVouchers(_rows(vouchers, user), sum(counted, ZERO))
