"""Celery over a Redis-protocol broker. The broker is a hint; the tables promise (ADR 0004)."""

from datetime import timedelta

from klyngeokonomi.env import env_str

CELERY_BROKER_URL = env_str("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = 2
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Above CELERY_TASK_TIME_LIMIT, so that a task in hand is never handed out twice (reliability T036).
    "visibility_timeout": 900,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = "Europe/Copenhagen"
_SWEEP = {"schedule": timedelta(seconds=5), "options": {"expires": 10}}
"""A sweep that could not run in time is dropped, so that they do not pile up while no worker runs."""
CELERY_BEAT_SCHEDULE = {
    "outbox-sweep": {"task": "klyngeokonomi.outbox.sweep", **_SWEEP},
    "imports-sweep": {"task": "clusters.sweep_imports", **_SWEEP},
    "documents-sweep": {"task": "klyngeokonomi.documents.sweep", **_SWEEP},
    "documents-orphans": {"task": "klyngeokonomi.documents.sweep_orphans", "schedule": timedelta(hours=1)},
}
