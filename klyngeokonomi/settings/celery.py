"""Celery over a Redis-protocol broker. The broker is a hint; the tables promise (ADR 0004)."""

from datetime import timedelta

from celery.schedules import crontab

from klyngeokonomi.env import env_int, env_str

CELERY_BROKER_URL = env_str("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = 2
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = env_int("TASK_SECONDS", 600)
CELERY_TASK_SOFT_TIME_LIMIT = CELERY_TASK_TIME_LIMIT * 9 // 10
OUTBOX_TASK_SECONDS = env_int("OUTBOX_TASK_SECONDS", 90)
"""The same for the tasks that send mails: shorter, so that a mail left by a dead worker is soon in line again."""
OUTBOX_FIRST_WAIT_SECONDS = env_int("OUTBOX_FIRST_WAIT_SECONDS", 5)
"""How long a mail that could not be sent waits; each next time it is doubled."""
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Above CELERY_TASK_TIME_LIMIT, so that a task in hand is never handed out twice (reliability T036).
    "visibility_timeout": env_int("BROKER_VISIBILITY_SECONDS", 900),
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = "Europe/Copenhagen"
SWEEP_SECONDS = env_int("SWEEP_SECONDS", 5)
"""How often the tables are looked through for what the broker lost."""
SEAL_SECONDS = env_int("SEAL_SECONDS", 60)
"""How often new evidence is sealed (ADR 0021)."""
BANK_SECONDS = env_int("BANK_SECONDS", 60)
"""How often the bank is visited: what is released is sent, what lies ready is fetched."""
POST_SECONDS = env_int("POST_SECONDS", 300)
"""How often the distributor of digital post is visited."""
_SWEEP = {"schedule": timedelta(seconds=SWEEP_SECONDS), "options": {"expires": 2 * SWEEP_SECONDS}}
"""A sweep that could not run in time is dropped, so that they do not pile up while no worker runs."""
CELERY_BEAT_SCHEDULE = {
    "outbox-sweep": {"task": "klyngeokonomi.outbox.sweep", **_SWEEP},
    "imports-sweep": {"task": "clusters.sweep_imports", **_SWEEP},
    "changes-sweep": {"task": "expenses.sweep_changes", **_SWEEP},
    "documents-sweep": {"task": "klyngeokonomi.documents.sweep", **_SWEEP},
    "quarantine-report": {"task": "clusters.report_quarantined", **_SWEEP},
    "audit-seal": {
        "task": "klyngeokonomi.audit.seal",
        "schedule": timedelta(seconds=SEAL_SECONDS),
        "options": {"expires": SEAL_SECONDS},
    },
    "papers-sweep": {"task": "approvals.sweep_papers", **_SWEEP},
    "statements-sweep": {"task": "approvals.print_statements", **_SWEEP},
    "fees-sweep": {"task": "approvals.compose_fees", **_SWEEP},
    "start-fee-run": {
        "task": "approvals.start_fee_run",
        "schedule": crontab(minute="2,32"),
        "options": {"expires": 1800},
    },
    "visit-bank": {
        "task": "approvals.visit_bank",
        "schedule": timedelta(seconds=BANK_SECONDS),
        "options": {"expires": 2 * BANK_SECONDS},
    },
    "visit-post": {
        "task": "approvals.visit_post",
        "schedule": timedelta(seconds=POST_SECONDS),
        "options": {"expires": 2 * POST_SECONDS},
    },
    "tell-endorsers": {"task": "approvals.tell_endorsers", "schedule": timedelta(minutes=10)},
    "tell-unclear-clinics": {"task": "clusters.tell_unclear_clinics", "schedule": timedelta(hours=6)},
    "count-catering": {"task": "expenses.count_catering", "schedule": timedelta(hours=6)},
    "remind-contracts": {"task": "clusters.remind_contracts", "schedule": timedelta(hours=1)},
    "prove-books": {
        "task": "klyngeokonomi.prove_books",
        "schedule": crontab(hour="3", minute="10"),
        "options": {"expires": 6 * 3600},
    },
    "tick": {
        "task": "klyngeokonomi.tick",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 60},
    },
    "documents-orphans": {"task": "klyngeokonomi.documents.sweep_orphans", "schedule": timedelta(hours=1)},
}
