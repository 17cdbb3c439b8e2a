"""A person's sessions that are alive, as they are shown to that person."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.utils import timezone

from clusters.models import OwnSession
from klyngeokonomi.session_age import is_over, last_seen

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True)
class Shown:
    """One sign-in: where, since when, last used when, and whether it is the one that asks."""

    pk: int
    device: str
    begun_at: datetime.datetime
    seen_at: datetime.datetime
    is_this: bool


def own_sessions(user: "User", *, this: str | None) -> list[Shown]:
    """The living ones, the one with key `this` first, then the newest."""
    rows = list(OwnSession.objects.visible_to(user))
    living = Session.objects.filter(session_key__in=[row.session_key for row in rows])
    data = {one.session_key: one.get_decoded() for one in living.filter(expire_date__gt=timezone.now())}
    shown = [
        Shown(row.pk, row.device, row.begun_at, last_seen(data[row.session_key]), row.session_key == this)
        for row in rows
        if row.session_key in data and not is_over(data[row.session_key])
    ]
    return sorted(shown, key=lambda one: not one.is_this)
