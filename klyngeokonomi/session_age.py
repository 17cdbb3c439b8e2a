"""How old a sign-in is. Kept in the session itself, so that the server decides, not the cookie."""

import time
from collections.abc import MutableMapping
from typing import Any

from django.conf import settings

STARTED = "session_started_at"
SEEN = "session_seen_at"
STAFF = "session_is_staff"
SEEN_EVERY_SECONDS = 60
"""A busy session is marked as seen no oftener than this, so that most requests write nothing."""


def begin_session(session: MutableMapping[str, Any], *, is_staff: bool) -> None:
    """Start the clocks. Staff's sessions also end when nothing happens for a while."""
    now = int(time.time())
    session[STARTED] = now
    session[SEEN] = now
    session[STAFF] = is_staff


def is_over(session: MutableMapping[str, Any]) -> bool:
    """Whether the sign-in has lasted too long, or a member of staff has been away too long."""
    now = int(time.time())
    if now - session.get(STARTED, 0) >= settings.SESSION_LONGEST_SECONDS:
        return True
    return bool(session.get(STAFF)) and now - session.get(SEEN, 0) >= settings.STAFF_IDLE_SECONDS


def mark_seen(session: MutableMapping[str, Any]) -> None:
    now = int(time.time())
    if session.get(STAFF) and now - session.get(SEEN, 0) >= SEEN_EVERY_SECONDS:
        session[SEEN] = now
