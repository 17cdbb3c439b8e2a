"""Give a message that was given up, or that waits long, another try at once."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from klyngeokonomi import kick
from klyngeokonomi.audit.record import record
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.refused import Refused

REASONS = {
    State.SENT: "Beskeden er allerede sendt.",
    State.SENDING: "Beskeden er ved at blive sendt. Vent et øjeblik, og se igen.",
}


def why_not_retry(message: Message) -> str | None:
    """The Danish reason why this message cannot be tried again now, or None."""
    return REASONS.get(State(message.state))


def retry_message(message: Message, *, by: Any) -> Message:
    """Put the message first in line. A message given up gets one more try for each time this is done.

    Raises Refused when it is sent or on its way.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if reason := why_not_retry(row):
            raise Refused(reason)
        row.state = State.PENDING
        row.next_try_at = timezone.now()
        row.save(update_fields=["state", "next_try_at"])
        record("message_retried", by=by, subject=row, text=f"Beskeden »{row.subject}« prøves igen.")
        kick.on_commit("klyngeokonomi.outbox.deliver", row.pk)
    return row
