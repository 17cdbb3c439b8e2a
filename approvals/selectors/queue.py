"""What waits for a person's decision in the clusters, oldest first. Paged by keyset, never counted in full."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from clusters.enums import Role
from clusters.models import Membership
from clusters.selectors.standing import Standing, standing
from expenses.models import Voucher
from expenses.models.voucher import VoucherQuerySet
from expenses.states import VoucherState
from klyngeokonomi.statement import Statement

if TYPE_CHECKING:
    from clusters.models import User

PAGE = 25


def waiting_for(user: "User", held: Standing | None = None) -> VoucherQuerySet:
    """Submitted vouchers the user may endorse today; the same rule as permissions.capacity_to_endorse, in SQL."""
    held = held or standing(user)
    leads = [pk for pk in held.clusters if held.leads(pk)]
    place = Q(cluster__in=leads)
    if held.may_endorse_in:
        place |= Q(cluster__in=held.may_endorse_in) & ~Exists(_free(Role.COORDINATOR))
    if held.is_secretariat:
        place |= ~Exists(_free(Role.COORDINATOR)) & ~Exists(_free(Role.DEPUTY)) & ~Exists(_free(Role.BOARD))
    return _waiting(place, user.person_id)


def _waiting(place: Q, person: Any) -> VoucherQuerySet:
    """There, and neither claimed by the person nor paid to them."""
    return (
        Voucher.objects.in_state(VoucherState.SUBMITTED)
        .filter(place)
        .exclude(claimant_id=person)
        .exclude(Q(payee__person_id=person) & Q(payee__person__isnull=False))
        .oldest_first()
    )


def _free(role: Role) -> object:
    """Holders of the role today in the voucher's cluster who neither claim nor are paid by it."""
    held = Membership.objects.active().filter(cluster=OuterRef("cluster"), role=role)
    if role == Role.BOARD:
        held = held.filter(may_endorse=True)
    paid = Coalesce(
        OuterRef("payee__person"), OuterRef("claimant")
    )  # a supplier is no person, and NULL bars all
    return held.exclude(person=OuterRef("claimant")).exclude(person=paid)


def neighbours(user: "User", voucher: Voucher) -> tuple[int | None, int | None]:
    """Ids of the voucher before and after this one in the user's queue."""
    before = waiting_for(user).filter(_earlier(voucher.state_since, voucher.pk))
    nearest = before.order_by("-state_since", "-pk").values_list("pk", flat=True).first()
    return nearest, next_after(user, voucher)


def next_after(user: "User", voucher: Voucher) -> int | None:
    """The id of the voucher that follows this one in the user's queue."""
    held = standing(user)
    if (lead := _one_lead(held)) is None:
        return _after(waiting_for(user, held), voucher.state_since, voucher.pk).first()
    return _NEXT.one(cluster=lead, person=user.person_id, since=voucher.state_since, pk=voucher.pk)


def _one_lead(held: Standing) -> int | None:
    """The cluster of who leads one and stands in nowhere: nearly all, whose questions are put together once."""
    leads = [pk for pk in held.clusters if held.leads(pk)]
    return leads[0] if len(leads) == 1 and not held.may_endorse_in and not held.is_secretariat else None


def _after(queue: VoucherQuerySet, since: Any, pk: Any) -> QuerySet[Voucher, int]:
    return queue.filter(_later(since, pk)).values_list("pk", flat=True)


_NEXT: Statement[int] = Statement(
    lambda cluster, person, since, pk: _after(_waiting(Q(cluster=cluster), person), since, pk)[:1]
)


def page_for(user: "User", held: Standing, mark: str = "") -> list[Voucher]:
    """As page_of, of the user's own queue."""
    lead = _one_lead(held)
    if mark or lead is None:
        return page_of(waiting_for(user, held), mark)
    return _FIRST.all(cluster=lead, person=user.person_id)


def page_of(queue: VoucherQuerySet, mark: str = "", *, size: int = PAGE) -> list[Voucher]:
    """At most size + 1 rows after the mark (state_since~id); the extra row tells that there are more."""
    if mark:
        since, _, pk = mark.partition("~")
        queue = queue.filter(_later(since, int(pk)))
    return list(_shown(queue, size))


def _shown(queue: VoucherQuerySet, size: int) -> VoucherQuerySet:
    return queue.select_related("claimant", "meeting")[: size + 1]


_FIRST: Statement[Voucher] = Statement(
    lambda cluster, person: _shown(_waiting(Q(cluster=cluster), person), PAGE)
)


def mark_of(voucher: Voucher) -> str:
    return f"{voucher.state_since.isoformat()}~{voucher.pk}"


def _later(since: Any, pk: Any) -> Q:
    return Q(state_since__gt=since) | Q(state_since=since, pk__gt=pk)


def _earlier(since: object, pk: int) -> Q:
    return Q(state_since__lt=since) | Q(state_since=since, pk__lt=pk)
