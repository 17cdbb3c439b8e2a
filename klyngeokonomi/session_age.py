"""How old a sign-in is. Kept in the session itself, so that the server decides, not the cookie."""

import datetime
import time
from collections.abc import Mapping, MutableMapping
from typing import Any

from django.conf import settings

STARTED = "session_started_at"
SEEN = "session_seen_at"
STAFF = "session_is_staff"
SEEN_EVERY_SECONDS = 60
MEMBER_SEEN_EVERY_SECONDS = 5 * 60
"""A busy session is marked as seen no oftener than this, so that most requests write nothing."""


def begin_session(session: MutableMapping[str, Any], *, is_staff: bool) -> None:
    """Start the clocks. Staff's sessions also end when nothing happens for a while."""
    now = int(time.time())
    session[STARTED] = now
    session[SEEN] = now
    session[STAFF] = is_staff


def is_over(session: Mapping[str, Any]) -> bool:
    """Whether the sign-in has lasted too long, or a member of staff has been away too long."""
    now = int(time.time())
    if now - session.get(STARTED, 0) >= settings.SESSION_LONGEST_SECONDS:
        return True
    return bool(session.get(STAFF)) and now - session.get(SEEN, 0) >= settings.STAFF_IDLE_SECONDS


def mark_seen(session: MutableMapping[str, Any]) -> None:
    """All that opening a page writes: the session's own row, now and then (ADR 0021)."""
    now = int(time.time())
    pause = SEEN_EVERY_SECONDS if session.get(STAFF) else MEMBER_SEEN_EVERY_SECONDS
    if now - session.get(SEEN, 0) >= pause:
        session[SEEN] = now


def last_seen(session: Mapping[str, Any]) -> datetime.datetime:
    """As marked, so a little before the truth."""
    return datetime.datetime.fromtimestamp(session.get(SEEN, 0), datetime.UTC)
