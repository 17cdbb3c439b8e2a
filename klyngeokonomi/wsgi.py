"""The door gunicorn opens. Loaded once, before it splits into processes: what all of them read is in memory once."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from klyngeokonomi import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.base")
application = get_wsgi_application()
loading.begin()
_ = (
    get_resolver().url_patterns
)  # every view with all it needs; else each process would load its own at its first page
loading.end()
