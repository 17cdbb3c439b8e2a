"""The Celery app. Tasks live in each room's tasks.py; the beat schedule is one table in settings/celery.py."""

import os
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging, worker_init
from django.core.checks import Tags, run_checks
from django.core.checks.registry import registry
from django_structlog.celery.steps import DjangoStructLogInitStep

from klyngeokonomi import logs
from klyngeokonomi.production import alive

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.base")
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")  # Celery asks them and heeds no answer; we ask below
app = Celery("klyngeokonomi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # in every thread, a kick from a web request among them
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)
setup_logging.connect(logs.keep_settings)
heartbeat_sent.connect(alive.show)


@worker_init.connect
def refuse_wrong_settings(**_: Any) -> None:
    """A worker whose clocks cross would do work twice. Of pages it is not asked: it would have to load them."""
    asked = registry.tags_available() - {Tags.admin, Tags.urls}
    if wrong := [str(found) for found in run_checks(tags=asked) if found.is_serious()]:
        raise SystemExit("\n".join(wrong))
