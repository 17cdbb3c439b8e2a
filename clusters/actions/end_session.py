"""A person's own sessions: noted at sign-in, ended one by one or all others at once. Ended means gone on the server."""

from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import transaction

from clusters.models import OwnSession
from clusters.permissions import why_not_end_session
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.device import device_words
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def note_session(user: "User", *, key: str, browser: str) -> OwnSession:
    """Remember that this session is this person's, and forget those that are over."""
    own = OwnSession.objects.visible_to(user)
    alive = Session.objects.filter(session_key__in=own.values("session_key")).values("session_key")
    own.exclude(session_key__in=alive).delete()
    return OwnSession.objects.create(user=user, session_key=key, device=device_words(browser))


@transaction.atomic
def end_session(session: OwnSession, *, by: "User") -> None:
    """End one. Raises Refused."""
    if reason := why_not_end_session(by, session):
        raise Refused(reason)
    _end(session, by)


@transaction.atomic
def end_other_sessions(*, by: "User", keep: str | None) -> int:
    """End all of one's own but the one with key `keep`; how many were ended."""
    others = list(OwnSession.objects.select_for_update().filter(user=by).exclude(session_key=keep or ""))
    return sum(_end(session, by) for session in others)


def _end(session: OwnSession, by: "User") -> int:
    """1 when the session was still alive, else 0."""
    ended, _ = Session.objects.filter(session_key=session.session_key).delete()
    if ended:
        record("session_ended", by=by, subject=by, text=f"Login afsluttet: {session.device}.")
    session.delete()
    return int(bool(ended))
