"""One line in the log for each request, and its number: nginx's, or made here; answered, and carried into tasks."""

import re
import uuid

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares.request import RequestMiddleware

from klyngeokonomi.logs import cleaned

_NUMBER = re.compile(r"[0-9a-f-]{16,36}")


def current() -> str:
    """The number of the request at hand; "" outside of one. Error pages show it, so that the line can be found."""
    return structlog.contextvars.get_contextvars().get("request_id", "")


class RequestLog(RequestMiddleware):
    """django-structlog's, saying less: path without query, user by number, no address, no browser."""

    def prepare(self, request: HttpRequest) -> None:
        """A number that is none is replaced: nobody writes into the log what he likes."""
        structlog.contextvars.clear_contextvars()
        if not _NUMBER.fullmatch(request.headers.get("X-Request-ID", "")):
            request.META["HTTP_X_REQUEST_ID"] = uuid.uuid4().hex
            request.__dict__.pop("headers", None)
        request.META.pop("HTTP_X_CORRELATION_ID", None)
        super().prepare(request)

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """The number goes back with the answer."""
        response.headers["X-Request-ID"] = current()
        super().handle_response(request, response)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Without the query; a one-time link is cut."""
        return f"{request.method} {cleaned(request.path)}"

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Only of a person who has been read already: the log asks the database nothing."""
        user = getattr(request, "_cached_user", None)
        if user is not None and user.pk:
            structlog.contextvars.bind_contextvars(user_id=user.pk)
