"""Sessions in the database, as Django keeps them, read by a statement that is put together once (SESSION_ENGINE).

The name of the class is Django's: it salts what is kept, and sessions from before are read as they were.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from klyngeokonomi.statement import Statement

_LIVING: Statement[Session] = Statement(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).order_by()
)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        """The row while it lives. Without one the session begins anew, under a key of its own."""
        found = _LIVING.one(key=self.session_key, now=timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
