"""A second secretary looks at a role over all clusters that another has given (ADR 0020)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from clusters import emails
from clusters.models import Membership
from clusters.permissions import why_not_confirm_role, why_not_reject_role
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def confirm_role(membership: Membership, *, by: "User") -> Membership:
    """From now on the role counts. Both who got and who gave it are told. Raises Refused."""
    locked = _awaiting(membership, by, why_not_confirm_role)
    locked.confirmed_by, locked.confirmed_at = by.person, timezone.now()
    locked.save(update_fields=["confirmed_by", "confirmed_at"])
    record("role_confirmed", by=by, subject=locked, text=f"{locked}, givet af {locked.given_by}")
    emails.national_role_answered(locked, by)
    return locked


@transaction.atomic
def reject_role(membership: Membership, *, by: "User") -> Membership:
    """The role never counted; the row stays as a trace. Raises Refused."""
    locked = _awaiting(membership, by, why_not_reject_role)
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    record("role_rejected", by=by, subject=locked, text=f"{locked}, givet af {locked.given_by}")
    emails.national_role_answered(locked, by)
    return locked


def _awaiting(
    membership: Membership, by: "User", why_not: Callable[["User", Membership], str | None]
) -> Membership:
    locked = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person", "given_by")
        .get(pk=membership.pk)
    )
    if reason := why_not(by, locked):
        raise Refused(reason)
    return locked
