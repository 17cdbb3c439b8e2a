"""The door gunicorn opens. Loaded once, before it splits into processes: what all of them read is in memory once."""

import os

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver

from klyngeokonomi import loading
from klyngeokonomi.celery import app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.base")
application = get_wsgi_application()


def load_what_pages_need() -> None:
    """Every view with all it needs, all addresses, tags, and the way to the broker; nothing is connected to."""
    _ = get_resolver().reverse_dict
    engines.all()
    app.connection_for_write().get_transport_cls()
    _ = app.amqp.create_task_message


loading.begin()
load_what_pages_need()
loading.end()
