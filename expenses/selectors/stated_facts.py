"""What a claimant states of a purchase, and what the product knows in its place: nobody is asked for that."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from clusters.enums import MemberKind, Role
from clusters.models import Person
from expenses.enums import CostCategory, FeeWork, VoucherKind
from expenses.models import Voucher
from expenses.policy.facts import CardFacts, Claim, PayeeFacts, Relation
from expenses.selectors.contract_facts import TO_THE_SELLER, Contracted
from expenses.selectors.fees import FeeFacts
from expenses.states import EDITABLE, LIVE
from klyngeokonomi.money import ZERO
from klyngeokonomi.statement import Statement

RELATIONS = {Role.COORDINATOR: Relation.COORDINATOR, Role.BOARD: Relation.BOARD, Role.MEMBER: Relation.MEMBER}
"""The weightiest first."""


@dataclass(frozen=True, slots=True)
class Known:
    """The claimant by name, and as what they stood to the cluster on the day.

    `card_total` is what the claimant's card purchases sent before this one come to in its month, DKK incl. VAT;
    None when there is none of them.
    """

    name: str
    relation: Relation
    card_total: Decimal | None = None

    @property
    def is_coordinator(self) -> bool:
        return self.relation is Relation.COORDINATOR


@dataclass(frozen=True, slots=True)
class _Held:
    """One role of one person in one cluster, from one day to another."""

    role: str
    kind: str
    first: dt.date
    last: dt.date | None

    def on(self, day: dt.date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def known_of(vouchers: Iterable[Voucher], days: Mapping[int, dt.date | None]) -> dict[int, Known]:
    """By voucher id; `days` are the event dates by voucher id, for roles are dated.

    One query, and one more when there are card purchases among them.
    """
    vouchers = list(vouchers)
    names, held = _people(vouchers)
    totals = _card_totals(vouchers)
    return {
        one.pk: Known(
            names[one.claimant_id],
            _relation(held[one.claimant_id, one.cluster_id], days.get(one.pk) or timezone.localdate()),
            totals.get(one.pk),
        )
        for one in vouchers
    }


def known_about(voucher: Voucher) -> Known:
    """Of one, as its row says, saved or not."""
    meeting = voucher.meeting
    day = timezone.localdate(meeting.starts_at) if meeting else voucher.voucher_date
    return known_of([voucher], {voucher.pk: day})[voucher.pk]


def stated_facts(
    voucher: Voucher,
    known: Known,
    claim: Claim,
    contract: Contracted | None,
    fee: FeeFacts | None = None,
) -> dict[str, Any]:
    """The fields of Claim that rest on what was stated; `claim` is the rest of it, `contract` the payee's."""
    return {
        "hours": fee.fee.hours if fee else None,
        "hours_listed": bool(fee and fee.sheet),
        "payee": _payee(voucher, known, contract, fee),
        "recipient": voucher.gift_recipient if claim.has(CostCategory.GIFT) else None,
        "occasion": _occasion(voucher, claim),
        "prior_agreement": True if known.is_coordinator else voucher.prior_agreement,
        "card": _card(voucher, known) if voucher.kind == VoucherKind.CARD else None,
    }


def _payee(voucher: Voucher, known: Known, contract: Contracted | None, fee: FeeFacts | None) -> PayeeFacts:
    """An outlay is paid back to the claimant; else it is the seller who is paid, by bank or by card. A fee goes to
    the claimant, or to the one from outside whom it names.

    The contract is the register's word; a paper of that kind on the voucher is no contract by itself.
    """
    there = contract is not None
    said = {"contract": there, "registered": there, "mileage": contract.mileage if contract else None}
    said["terms"] = contract.terms if contract else None
    if voucher.kind in TO_THE_SELLER:
        return PayeeFacts(voucher.supplier, Relation.SUPPLIER, **said)
    if fee is not None and fee.fee.for_outsider:
        talks = fee.fee.work == FeeWork.SPEAKER
        return PayeeFacts(voucher.supplier, Relation.SPEAKER if talks else Relation.CONSULTANT, **said)
    return PayeeFacts(known.name, known.relation, **said)


def _occasion(voucher: Voucher, claim: Claim) -> str | None:
    """Of a gift that was sent before it was asked for, nobody asks now."""
    is_asked = bool(voucher.gift_occasion) or voucher.state in EDITABLE
    return voucher.gift_occasion if claim.has(CostCategory.GIFT) and is_asked else None


def _card(voucher: Voucher, known: Known) -> CardFacts:
    """Until the claimant has said whose card it is, nothing is held against it; it is not sent before."""
    total = known.card_total if known.card_total is not None else voucher.card_month_total_before
    return CardFacts(voucher.card_holder_is_claimant is not False, total or ZERO)


def _people(vouchers: list[Voucher]) -> tuple[dict[int, str], dict[tuple[int, int], list[_Held]]]:
    """The claimants' names, and their roles by person and cluster; also of who never had one."""
    rows = _PEOPLE.all(ids=list({one.claimant_id for one in vouchers}))
    names: dict[int, str] = {}
    held: dict[tuple[int, int], list[_Held]] = defaultdict(list)
    for person, name, cluster, role, kind, first, last, withdrawn in rows:
        names[person] = name
        if cluster is not None and withdrawn is None:
            held[person, cluster].append(_Held(role, kind, first, last))
    return names, held


_PEOPLE: Statement[tuple[Any, ...]] = Statement(
    lambda ids: (
        Person.objects.filter(pk__among=ids)
        .order_by()
        .values_list(
            "pk",
            "name",
            "memberships__cluster",
            "memberships__role",
            "memberships__kind",
            "memberships__valid_from",
            "memberships__valid_to",
            "memberships__withdrawn_at",
        )
    )
)


def _relation(roles: list[_Held], day: dt.date) -> Relation:
    """Whoever has left the cluster claims as the member they were."""
    then = [one for one in roles if one.on(day)]
    best = next((role for role in RELATIONS if any(one.role == role for one in then)), Role.MEMBER)
    if best == Role.MEMBER and any(one.kind == MemberKind.STAFF for one in then):
        return Relation.STAFF
    return RELATIONS[best]


def _card_totals(vouchers: list[Voucher]) -> dict[int, Decimal]:
    """For those of the vouchers that are card purchases with others of their month sent before them."""
    asked = [one for one in vouchers if one.kind == VoucherKind.CARD and one.voucher_date]
    if not asked:
        return {}
    months = Q()
    for one in asked:
        months |= Q(
            claimant=one.claimant_id,
            cluster=one.cluster_id,
            voucher_date__year=one.voucher_date.year,
            voucher_date__month=one.voucher_date.month,
        )
    sent = list(
        Voucher.objects.filter(months, kind=VoucherKind.CARD, state__in=LIVE, number__isnull=False).only(
            "claimant", "cluster", "voucher_date", "gross", "submitted_at"
        )
    )
    before = {one.pk: [other.gross for other in sent if _is_before(other, one)] for one in asked}
    return {pk: sum(amounts, ZERO) for pk, amounts in before.items() if amounts}


def _is_before(other: Voucher, one: Voucher) -> bool:
    """Of the same card and month, and sent earlier; before one that is not sent yet are all that are."""
    if (other.claimant_id, other.cluster_id) != (one.claimant_id, one.cluster_id) or other.pk == one.pk:
        return False
    if _month(other) != _month(one):
        return False
    return one.submitted_at is None or (other.submitted_at, other.pk) < (one.submitted_at, one.pk)


def _month(voucher: Voucher) -> tuple[int, int]:
    return (voucher.voucher_date.year, voucher.voucher_date.month)
