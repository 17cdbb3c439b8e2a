"""What a signed-in session may reach, asked anew at every request: age, second factor, role."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from clusters.permissions import standing, why_not_open_admin
from clusters.selectors.standing import keep_standing
from klyngeokonomi.session_age import STARTED, begin_session, is_over, mark_seen

ADMIN_PATH = "/plo/"
ENROLMENT = ("mfa_", "account_logout", "account_reauthenticate")
"""Names of what a session without its second factor may reach: the way to get one, and the way out."""
TOO_OLD = "Du er logget ud, fordi der er gået for lang tid. Log ind igen for at fortsætte."


def staff_session_rules(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Middleware, after allauth's own. The rules are asked once the address is known to lead somewhere.

    Django admin has a sign-in of its own that knows no second factor: it is never shown.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        if request.resolver_match.view_name == "admin:login":
            return _send_to(request, "staff_login", back=request.GET.get(REDIRECT_FIELD_NAME) or ADMIN_PATH)
        if not request.user.is_authenticated:
            return None
        keep_standing(request.user)
        return _age_rule(request) or _second_factor_rule(request) or _staff_pages_rule(request)

    middleware.process_view = process_view
    return middleware


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session, not just this person, has shown an app code, a passkey or a recovery code."""
    return any(one["method"] == "mfa" for one in get_authentication_records(request, request.user))


def _age_rule(request: HttpRequest) -> HttpResponse | None:
    if STARTED not in request.session:
        begin_session(request.session, is_staff=bool(standing(request.user).national))
    if not is_over(request.session):
        mark_seen(request.session)
        return None
    request.session.flush()
    messages.info(request, TOO_OLD)
    return _send_to(request, "account_login")


def _second_factor_rule(request: HttpRequest) -> HttpResponse | None:
    """A session that began with a password opens nothing until the second factor has been shown."""
    methods = {one["method"] for one in get_authentication_records(request, request.user)}
    began_with_password = "password" in methods and "socialaccount" not in methods
    wants_admin = request.path.startswith(ADMIN_PATH)
    name = request.resolver_match.url_name or ""
    if not settings.ADMIN_REQUIRES_SECOND_FACTOR or name.startswith(ENROLMENT):
        return None
    if used_second_factor(request) or not (began_with_password or wants_admin):
        return None
    if wants_admin and why_not_open_admin(request.user):
        raise Http404
    enrolled = is_mfa_enabled(request.user)
    return _send_to(request, "mfa_reauthenticate" if enrolled else "mfa_activate_totp")


def _staff_pages_rule(request: HttpRequest) -> HttpResponse | None:
    """The admin and the pages of the second factor do not exist for anyone but staff."""
    name = request.resolver_match.url_name or ""
    is_staff_page = request.path.startswith(ADMIN_PATH) or name.startswith("mfa_")
    if is_staff_page and why_not_open_admin(request.user):
        raise Http404
    return None


def _send_to(request: HttpRequest, name: str, *, back: str = "") -> HttpResponse:
    """There, and back afterwards. A page that htmx asked a part of is replaced as a whole."""
    htmx = getattr(request, "htmx", None)
    back = back or (htmx.current_url_abs_path if htmx else request.get_full_path()) or "/"
    address = f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: back})}"
    return HttpResponseClientRedirect(address) if htmx else HttpResponseRedirect(address)
