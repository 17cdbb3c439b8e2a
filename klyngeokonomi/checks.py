"""Start-up checks of what the product stands on: the database roles, the broker and the virus scanner."""

from typing import Any

import redis
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from klyngeokonomi.database_url import APP_ROLE
from klyngeokonomi.documents import scanner


@register(Tags.security)
def the_owner_stays_at_home(**_: Any) -> list[CheckMessage]:
    """With one address for everything, the app could step up to the owner again (ADR 0003)."""
    database = settings.DATABASES.get("default")
    if not database or database["USER"] != database["OWNER"]["USER"] or database["USER"] == APP_ROLE:
        return []
    return [
        Warning(
            f"DATABASE_URL signs in as the owner and steps down to {APP_ROLE} for each connection.",
            hint="Give migrate DATABASE_OWNER_URL, and everything else a DATABASE_URL with the app's role alone.",
            id="klyngeokonomi.W001",
        )
    ]


@register(Tags.security, deploy=True)
def the_broker_throws_nothing_away(**_: Any) -> list[CheckMessage]:
    """An evicting broker loses messages in silence (reliability T032)."""
    try:
        client = redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=3, socket_connect_timeout=3)
        with client:
            policy = client.config_get("maxmemory-policy").get("maxmemory-policy")
    except (redis.RedisError, ValueError):
        return [Warning("The broker in REDIS_URL does not answer.", id="klyngeokonomi.W002")]
    if policy == "noeviction":
        return []
    hint = "Set maxmemory-policy noeviction."
    return [
        Error(f"The broker drops messages when it is full ({policy}).", hint=hint, id="klyngeokonomi.E001")
    ]


@register(Tags.security, deploy=True)
def papers_are_scanned(**_: Any) -> list[CheckMessage]:
    """Without a scanner papers are still drawn anew in a limited child, but nobody looks for known viruses."""
    if not scanner.is_on():
        hint = "Set CLAMAV_URL to clamd's socket: unix:///run/clamav/clamd.ctl or tcp://host:3310."
        return [Warning("No virus scanner looks at what is uploaded.", hint=hint, id="klyngeokonomi.W003")]
    if sentence := scanner.why_not_usable(settings.CLAMAV_URL):
        return [Error(sentence, id="klyngeokonomi.E002")]
    return []
