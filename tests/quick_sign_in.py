"""A forced sign-in lays the session down once; Django's lays down an empty one, another, and writes that again.

What the session holds, and that the person is marked as having signed in, is Django's own doing as before.
"""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test.client import ClientMixin

from clusters.models import User

as_django_does = ClientMixin._login


def sign_in(client: Any, user: User, backend: str | None = None) -> None:
    """In place of ClientMixin._login, which force_login and login end in."""
    if settings.SESSION_COOKIE_NAME in client.cookies:
        as_django_does(client, user, backend)
        return
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.session.cycle_key = lambda: None  # it has no key yet that another could know
    login(request, user, backend)
    request.session.save()
    client._set_login_cookies(request)


def begin() -> None:
    ClientMixin._login = sign_in
