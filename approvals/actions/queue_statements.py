"""Every statement that was issued is on its way to its box, or on the list of those that have none."""

from django.db.models import QuerySet

from approvals.models import FeeStatement, PostMessage
from approvals.policy.reaching import why_not_reach
from approvals.selectors.post import objecting
from approvals.states import PostState
from klyngeokonomi.act import act

MOST = 500
"""Statements in one transaction."""


@act
def queue_statements() -> int:
    """Done again, and by two at once, it adds nothing: a statement has one live letter at most. How many it took up."""
    fresh = list(_unqueued().order_by("pk")[:MOST])
    refusing = objecting(statement.fingerprint for statement in fresh)
    letters = (first_letter(one, objects=one.fingerprint in refusing) for one in fresh)
    PostMessage.objects.bulk_create(letters, ignore_conflicts=True)
    return len(fresh)


def first_letter(statement: FeeStatement, *, objects: bool) -> PostMessage:
    """A row not yet saved."""
    reason = why_not_reach(statement.receiver_kind, objects=objects)
    state = PostState.UNREACHABLE if reason else PostState.QUEUED
    return PostMessage(statement=statement, message_id=f"{statement.number}-1", state=state, reason=reason)


def _unqueued() -> QuerySet[FeeStatement]:
    return FeeStatement.objects.filter(messages=None).defer("printed")
