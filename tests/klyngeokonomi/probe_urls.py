"""Addresses that answer, refuse and break in each way the product can, under the product's own handlers."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from klyngeokonomi.health import healthz
from klyngeokonomi.refused import Refused

SENTENCE = "Du kan ikke godkende <dit> eget bilag."


@login_not_required
def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fint")


@login_not_required
def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "fint",
        headers={
            "Cache-Control": "private, max-age=60",
            "X-Frame-Options": "SAMEORIGIN",
            "Content-Security-Policy": "sandbox",
        },
    )


def raising(error: Exception):
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("", fine, name="home"),
    path("egen/", kept),
    path("400/", raising(SuspiciousOperation("x"))),
    path("403/", raising(PermissionDenied(SENTENCE))),
    path("403-tom/", raising(PermissionDenied())),
    path("404/", raising(Http404("hemmelig"))),
    path("409/", raising(Refused(SENTENCE))),
    path("500/", raising(ValueError("hemmelig"))),
    path("503/", raising(OperationalError("hemmelig"))),
    path("log-ud/", fine, name="account_logout"),
    path("steder/", fine, name="own_sessions"),
    path("log-ind/", fine, name="account_login"),
    path("healthz", healthz, name="healthz"),
]

handler400 = "klyngeokonomi.errors.bad_request"
handler403 = "klyngeokonomi.errors.permission_denied"
handler404 = "klyngeokonomi.errors.page_not_found"
handler500 = "klyngeokonomi.errors.server_error"
