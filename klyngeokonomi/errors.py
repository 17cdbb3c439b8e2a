"""What a person sees when something is refused, is not there, or goes wrong: a sentence and a way on.

A page that fails to render (no database, a broken template) is tried without the person, and at last given as
a few lines of plain HTML, so that an error never hides behind another.
"""

import logging
import sys
from collections.abc import Callable
from html import escape

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from klyngeokonomi import faults, request_log
from klyngeokonomi.audit.refusals import keep_refusal
from klyngeokonomi.refused import Refused

logger = logging.getLogger(__name__)

BARE = (
    '<!doctype html><html lang="da"><meta charset="utf-8"><title>Noget gik galt · Klyngeøkonomi</title>'
    '<h1>Noget gik galt hos os</h1><p>{sentence}</p><p><a href="/">Til forsiden</a></p></html>'
)
NOT_YOURS = "Siden eller handlingen er for andre end dig."
NOT_FOUND = "Findes ikke for den, der prøvede."
TRY_AGAIN = "Prøv igen om et øjeblik."
LOOKING = ("GET", "HEAD", "OPTIONS")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, handler400: the request is malformed, or came to a wrong host."""
    return _page(None, 400, "400.html")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, handler403: shows the sentence the view raised PermissionDenied with."""
    return _page(request, 403, "403.html", str(exception) or NOT_YOURS)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, handler404: also what a stranger gets for what exists."""
    return _page(request, 404, "404.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, handler500; 503 when the database did not answer in time. Neither page reads the database."""
    if isinstance(sys.exception(), OperationalError):
        response = _page(None, 503, "503.html")
        response.headers["Retry-After"] = "5"
        return response
    return _page(None, 500, "500.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, CSRF_FAILURE_VIEW: in practice a form that stood open while the session ended."""
    request.form_too_old = True
    return _page(None, 403, "403_csrf.html")


def show_refusals(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A net under the views: a Refused that none of them caught becomes a page with its sentence (409).

    What a signed-in person tried to do and was turned away from (403, 404) is kept in the log of acts. A view that
    caught its Refused has had it kept by the act (klyngeokonomi/act.py).

    The innermost of the middleware: at "request.done" the act is committed and nobody has been told.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "POST":
            faults.point("request.done")
        if request.method not in LOOKING and response.status_code in (403, 404):
            _keep_turned_away(request)
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, PermissionDenied):
            request.turned_away = exception
        if not isinstance(exception, Refused):
            return None
        if exception.on is not None and not exception.kept:
            keep_refusal(f"{request.path}: {exception}", by=request.user, on=exception.on)
        return _page(request, 409, "409.html", str(exception))

    middleware.process_exception = process_exception
    return middleware


def _keep_turned_away(request: HttpRequest) -> None:
    """Not a form that only stood open too long, which is no attempt at anything."""
    if getattr(request, "form_too_old", False):
        return
    denied = getattr(request, "turned_away", None)
    sentence = (str(denied) or NOT_YOURS) if denied else NOT_FOUND
    keep_refusal(f"{request.path}: {sentence}", by=request.user, on=getattr(denied, "on", None))


def _page(request: HttpRequest | None, status: int, template: str, sentence: str = "") -> HttpResponse:
    """The page, with the person's name and menu when `request` is given and they can be read.

    To htmx, which puts the answer where it asked, a sentence is a notice of its own (403 and 409).
    """
    if sentence and getattr(request, "htmx", False) and not request.htmx.boosted:
        template = "components/alert.html"
    context = {
        "sentence": sentence,
        "kind": "error",
        "text": sentence,
        "announce": True,
        "reference": request_log.current(),
        "help_email": settings.PLO_EMAIL,
        "help_phone": settings.PLO_PHONE,
    }
    for asker in [request, None] if request is not None else [None]:
        try:
            return HttpResponse(render_to_string(template, context, asker), status=status)
        except Exception:
            logger.exception("The error page %s did not render", template)
    return HttpResponse(BARE.format(sentence=escape(sentence or TRY_AGAIN)), status=status)
