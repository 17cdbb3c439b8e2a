"""Start-up checks of the clocks that must not cross, or one message gets two senders (reliability T036)."""

from typing import Any

from celery import current_app
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from klyngeokonomi.outbox.deliver import LEASE, TASK_LIMIT


@register(Tags.compatibility)
def clocks_in_order(**_: Any) -> list[CheckMessage]:
    """Each task's time limit < visibility timeout, and a sender's limit < its lease."""
    found: list[CheckMessage] = []
    limit = getattr(settings, "CELERY_TASK_TIME_LIMIT", None)
    visibility = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {}).get("visibility_timeout", 3600)
    if limit is None or limit >= visibility:
        found.append(
            Error(
                "CELERY_TASK_TIME_LIMIT must be set, and below the broker's visibility_timeout.",
                hint="A task that outlives the visibility timeout is handed out again while it runs.",
                id="outbox.E001",
            )
        )
    for task in current_app.tasks.values():
        if (task.time_limit or 0) >= visibility:
            found.append(
                Error(f"{task.name} may run longer than the broker's visibility_timeout.", id="outbox.E003")
            )
    if LEASE.total_seconds() <= TASK_LIMIT:
        found.append(Error("The outbox lease must be longer than the task's time limit.", id="outbox.E002"))
    return found
