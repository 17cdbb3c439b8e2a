"""allauth's three hooks into the house. Thin: protocol is checked in integrations/mitid, people in actions."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from clusters import emails
from clusters.actions.end_session import note_session
from clusters.actions.sign_in_person import sign_in_person
from clusters.models import User
from clusters.permissions import standing, why_not_sign_in_by_password
from klyngeokonomi import second_factor_secrets
from klyngeokonomi.audit.record import record
from klyngeokonomi.integrations.mitid.port import BrokerUnavailable, LevelTooLow
from klyngeokonomi.refused import Refused
from klyngeokonomi.session_age import begin_session

log = logging.getLogger(__name__)

CANCELLED = "Du afbrød login med MitID. Du kan prøve igen, når du vil."
UNAVAILABLE = "MitID svarer ikke lige nu. Vent et par minutter, og prøv igen."
TOO_LOW = (
    "Dit login med MitID var på et lavere sikringsniveau, end Klyngeøkonomi kræver. "
    "Log ind igen med MitID-appen, kodeviser eller chip."
)
NOT_PROVED = "Login med MitID kunne ikke gennemføres. Begynd forfra herunder."
CHANGES = {
    "account/email/password_changed": "Din adgangskode er ændret",
    "account/email/password_reset": "Din adgangskode er nulstillet",
    "mfa/email/totp_activated": "En godkendelsesapp er tilføjet",
    "mfa/email/totp_deactivated": "En godkendelsesapp er fjernet",
    "mfa/email/webauthn_added": "En adgangsnøgle er tilføjet",
    "mfa/email/webauthn_removed": "En adgangsnøgle er fjernet",
    "mfa/email/recovery_codes_generated": "Der er lavet nye gendannelseskoder",
}


class MitIDAdapter(DefaultSocialAccountAdapter):
    """From a proved MitID to a person's account. Nothing is stored in allauth's own account table."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        invitation = (sociallogin.state.get("data") or {}).get("invitation", "")
        try:
            user = sign_in_person(sociallogin.mitid, invitation=invitation)
        except Refused as reason:
            raise _stop(request, "clusters/sign_in_failed.html", 403, sentence=str(reason)) from reason
        if user is None:
            raise _stop(request, "clusters/sign_in_unknown.html", 403)
        sociallogin.user = user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """One page for all that goes wrong on the way; the log tells what, without a claim or a code."""
        log.warning("MitID sign-in failed: %s: %s", error, exception or "no sign-in under way, or an error")
        if error == AuthError.CANCELLED:
            sentence, status = CANCELLED, 200
        elif isinstance(exception, BrokerUnavailable):
            sentence, status = UNAVAILABLE, 503
        elif isinstance(exception, LevelTooLow):
            sentence, status = TOO_LOW, 403
        else:
            sentence, status = NOT_PROVED, 403
        raise _stop(request, "clusters/sign_in_failed.html", status, sentence=sentence)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """The broker of the settings alone: a row in the database cannot add another way in."""
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        return [app for app in apps if app.pk is None]


class AccountAdapter(DefaultAccountAdapter):
    """Staff's sign-in by password or passkey, and what every sign-in begins with."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        response = super().pre_login(request, user, **kwargs)
        methods = {one["method"] for one in get_authentication_records(request, user)}
        if response is None and "socialaccount" not in methods:
            reason = why_not_sign_in_by_password(user)
            if reason:
                record("sign_in_refused", by=user, subject=user, text=reason)
                return render(request, "clusters/sign_in_failed.html", {"sentence": reason}, status=403)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        methods = sorted({one["method"] for one in get_authentication_records(request, user)})
        super().login(request, user)
        begin_session(request.session, is_staff=bool(standing(user).national))
        browser = request.headers.get("User-Agent", "")
        note_session(user, key=request.session.session_key, browser=browser)
        record("signed_in", by=user, subject=user, text=f"Logget ind ({', '.join(methods)}).")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff begin in the admin, everyone else on the front page; a place they were going to comes first."""
        methods = {one["method"] for one in get_authentication_records(request, request.user)}
        return reverse("admin:index") if methods & {"password", "mfa"} else "/"

    def logout(self, request: HttpRequest) -> None:
        record("signed_out", by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Logged without the name that was typed: people type passwords in the wrong field."""
        log.warning("Sign-in by password failed from %s", self.get_client_ip(request))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        if why_not_sign_in_by_password(user) is None:
            emails.password_reset(user, context["password_reset_url"])

    def send_notification_mail(
        self, template_prefix: str, user: User, context: Any = None, email: str | None = None
    ) -> None:
        if what := CHANGES.get(template_prefix):
            emails.security_changed(user, what)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing leaves past the outbox; the mails we want have functions in emails.py."""
        log.info("No mail for %s", template_prefix)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator secrets are encrypted at rest, with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return second_factor_secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor_secrets.decrypt(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        return f"Adgangsnøgle {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"


def _stop(request: HttpRequest, template: str, status: int, **context: Any) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(render(request, template, context, status=status))
