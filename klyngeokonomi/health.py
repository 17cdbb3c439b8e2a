"""/healthz: can the product keep its promises right now? For machines; tells nothing about anyone."""

import logging

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

from klyngeokonomi.documents import scanner
from klyngeokonomi.outbox.age import ALARM_SECONDS, Lag, lag

logger = logging.getLogger(__name__)

BROKER_SECONDS = 0.5
"""For each of connecting and answering: a broker that hangs holds the page for a second at most."""
DATABASE_MILLISECONDS = 2000
SCANNER_SECONDS = 1.0


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503. `oldest_unsent_seconds` is null when the database does not answer."""
    outbox = _outbox()
    broker_ok = _broker_answers()
    virus_scanner = _virus_scanner()
    answer = {
        "database": "ok" if outbox is not None else "down",
        "broker": "ok" if broker_ok else "down",
        "virus_scanner": virus_scanner,
        "oldest_unsent_seconds": outbox.oldest_seconds if outbox is not None else None,
        "oldest_unsent_limit": ALARM_SECONDS,
        "given_up_messages": outbox.has_dead if outbox is not None else None,
        "strayed_tasks": outbox.has_strays if outbox is not None else None,
    }
    well = broker_ok and virus_scanner != "down" and outbox is not None and not outbox.is_alarming
    answer["status"] = "ok" if well else "alarm"
    return JsonResponse(answer, status=200 if well else 503, headers={"Cache-Control": "no-store"})


def _outbox() -> Lag | None:
    """How far behind the mail is, which also proves that the database answers; None when it does not."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {DATABASE_MILLISECONDS}")
            return lag()
    except Error as error:
        logger.warning("healthz: no database: %s", type(error).__name__)
        return None


def _virus_scanner() -> str:
    """`off` is no alarm: the product can do without. `down` is one, for every paper waits until it is back."""
    if not scanner.is_on():
        return "off"
    return "ok" if scanner.answers(SCANNER_SECONDS) else "down"


def _broker_answers() -> bool:
    url = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://", 1)
    try:
        client = redis.Redis.from_url(
            url,
            socket_timeout=BROKER_SECONDS,
            socket_connect_timeout=BROKER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        with client:
            return bool(client.ping())
    except (redis.RedisError, OSError, ValueError) as error:
        logger.warning("healthz: no broker: %s", type(error).__name__)
        return False
