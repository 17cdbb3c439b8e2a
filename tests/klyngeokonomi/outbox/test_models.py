"""The table refuses rows that mean nothing."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from klyngeokonomi.outbox.models import Message, State

GOOD = {
    "key": "probe:1",
    "to": "anne@example.dk",
    "subject": "Hej",
    "body_text": "Hej",
    "message_id": "<1@example.dk>",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "lost"}, "outbox_message_state_known"),
        ({"state": State.SENDING}, "outbox_message_lease_while_sending"),
        ({"lease_until": timezone.now()}, "outbox_message_lease_while_sending"),
        ({"state": State.SENT}, "outbox_message_sent_has_time"),
        ({"sent_at": timezone.now()}, "outbox_message_sent_has_time"),
        ({"to": "anne@example.dk, bo@example.dk"}, "outbox_message_one_address"),
        ({"to": "anne"}, "outbox_message_one_address"),
        ({"to": ""}, "outbox_message_one_address"),
        ({"subject": "Hej\nBcc: alle@example.dk"}, "outbox_message_subject_one_line"),
        ({"subject": ""}, "outbox_message_subject_one_line"),
        ({"key": ""}, "outbox_message_subject_one_line"),
        ({"unknown_outcomes": 1}, "outbox_message_outcomes_within_attempts"),
    ],
)
def test_constraint(change: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Message.objects.create(**{**GOOD, **change})


@pytest.mark.django_db
def test_good_row_passes() -> None:
    assert str(Message.objects.create(**GOOD)) == "Hej"
