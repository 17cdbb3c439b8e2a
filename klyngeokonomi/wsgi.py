"""The door gunicorn opens. Loaded once, before it splits into processes: what all of them read is in memory once."""

import os

from django.contrib.auth import get_backends
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver, reverse
from django.utils.formats import get_format

from klyngeokonomi import loading
from klyngeokonomi.celery import app
from klyngeokonomi.statement import put_together

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.base")
application = get_wsgi_application()


def load_what_pages_need() -> None:
    """What each process would load and work out for itself at its first pages; nothing is connected to."""
    _ = get_resolver().reverse_dict  # all addresses, and so every view with all it needs
    reverse("admin:index")  # the admin's, which have a list of their own
    get_backends()
    get_format("DATE_FORMAT")
    for one in engines.all():
        _ = one.engine.template_context_processors, one.engine.template_loaders
    app.connection_for_write().get_transport_cls()
    _ = app.Task, app.backend, app.amqp.send_task_message
    put_together()


loading.begin()
load_what_pages_need()
loading.end()
