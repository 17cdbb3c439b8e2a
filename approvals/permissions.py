"""Who may decide. Never one's own, four eyes from end to end, by person and not by account."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from clusters.enums import Role
from clusters.permissions import Standing, standing
from expenses.models import Voucher
from expenses.selectors.endorsers import endorsers, involved
from expenses.states import VoucherState
from expenses.transitions import why_not_move
from klyngeokonomi.statement import Statement

if TYPE_CHECKING:
    from clusters.models import User

OWN = "Du kan ikke behandle dit eget bilag. Det går til en anden."
NOT_YOURS = "Bilaget skal behandles af klyngens koordinator."
ENDORSED_BY_YOU = "Du har selv godkendt bilaget på klyngens vegne. En kollega skal godkende det for PLO."


def capacity_to_endorse(user: "User", voucher: Voucher) -> Capacity | None:
    """In what capacity the user may endorse this voucher today, or None. Never when involved in it."""
    if user.person_id in involved(voucher):
        return None
    held = standing(user)
    roles = held.roles_in(voucher.cluster_id)
    if Role.COORDINATOR in roles:
        return Capacity.COORDINATOR
    if Role.DEPUTY in roles:
        return Capacity.DEPUTY
    if voucher.cluster_id in held.may_endorse_in and endorsers(voucher).coordinator_barred:
        return Capacity.BOARD
    if held.is_secretariat and endorsers(voucher).falls_to_secretariat:
        return Capacity.SECRETARIAT_FOR_CLUSTER
    return None


def why_not_handle_for_cluster(user: "User", voucher: Voucher) -> str | None:
    """The coordinator's three: endorse, return, reject a submitted voucher."""
    if user.person_id in involved(voucher):
        return OWN
    if capacity_to_endorse(user, voucher) is None:
        return NOT_YOURS
    return None


def why_not_endorse(user: "User", voucher: Voucher) -> str | None:
    return why_not_handle_for_cluster(user, voucher) or why_not_move(voucher, "endorse")


def why_not_handle_for_plo(user: "User", voucher: Voucher, held: Standing | None = None) -> str | None:
    """The secretariat's: approve, return, send back, reject an endorsed voucher; undo an approval."""
    if not (held or standing(user)).is_secretariat:
        return "Det kan kun PLO's klyngesekretariat."
    if user.person_id in involved(voucher):
        return OWN
    return None


def why_not_open_original(user: "User", voucher: Voucher) -> str | None:
    """A paper as it was sent, with what it may carry: the secretariat's alone, and not of one's own voucher."""
    return why_not_handle_for_plo(user, voucher)


def why_not_approve(user: "User", voucher: Voucher) -> str | None:
    own = _ENDORSED_BY.all(voucher=voucher.pk, person=user.person_id)
    return _why_not_approve(user, voucher, standing(user), own)


_ENDORSED_BY: Statement[int] = Statement(
    lambda voucher, person: Decision.objects.filter(
        voucher=voucher, verdict=Verdict.ENDORSE, by_person_id=person
    ).values_list("voucher_id", flat=True)
)


def why_not_approve_each(user: "User", vouchers: Iterable[Voucher]) -> dict[int, str | None]:
    """By voucher id, for lists: two queries however many there are."""
    vouchers, held = list(vouchers), standing(user)
    endorsed = Decision.objects.filter(
        voucher__in=vouchers, verdict=Verdict.ENDORSE, by_person_id=user.person_id
    )
    own = set(endorsed.values_list("voucher_id", flat=True))
    return {voucher.pk: _why_not_approve(user, voucher, held, own) for voucher in vouchers}


def _why_not_approve(user: "User", voucher: Voucher, held: Standing, own: Collection[int]) -> str | None:
    """`own` are the vouchers the user's person has endorsed."""
    return (
        why_not_handle_for_plo(user, voucher, held)
        or why_not_move(voucher, "approve")
        or (ENDORSED_BY_YOU if voucher.pk in own else None)
    )


def _why_not_turn_down(user: "User", voucher: Voucher, verb: str, reason: str) -> str | None:
    handle = why_not_handle_for_cluster if voucher.state == VoucherState.SUBMITTED else why_not_handle_for_plo
    return handle(user, voucher) or why_not_move(voucher, verb, reason)


def why_not_return(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return _why_not_turn_down(user, voucher, "return", reason)


def why_not_reject(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return _why_not_turn_down(user, voucher, "reject", reason)


def why_not_send_back(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return why_not_handle_for_plo(user, voucher) or why_not_move(voucher, "send_back", reason)


def why_not_undo(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return why_not_handle_for_plo(user, voucher) or why_not_move(voucher, "undo", reason)
