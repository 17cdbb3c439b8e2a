"""The Celery app. Tasks live in each room's tasks.py; the beat schedule is one table in settings/celery.py."""

import os

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep

from klyngeokonomi import logs
from klyngeokonomi.production import alive

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.base")
app = Celery("klyngeokonomi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # in every thread, a kick from a web request among them
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)
setup_logging.connect(logs.keep_settings)
heartbeat_sent.connect(alive.show)
