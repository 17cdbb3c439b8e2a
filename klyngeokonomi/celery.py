"""The Celery app. Tasks live in each room's tasks.py; the beat schedule is one table in settings/celery.py."""

import os

from celery import Celery
from celery.signals import heartbeat_sent

from klyngeokonomi.production import alive

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.base")
app = Celery("klyngeokonomi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # in every thread, a kick from a web request among them
app.autodiscover_tasks()
heartbeat_sent.connect(alive.show)
