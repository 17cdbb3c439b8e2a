"""allauth's OpenID Connect provider, made strict: what the browser adds to the address counts for nothing."""

import secrets
from typing import Any

from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from klyngeokonomi.integrations.mitid.port import Broker, MitIDClaims
from klyngeokonomi.integrations.mitid.views import MitIDOAuth2Adapter


class MitIDProvider(OpenIDConnectProvider):
    """Registered in place of allauth's `openid_connect` by SOCIALACCOUNT_PROVIDERS (brokers.py)."""

    oauth2_adapter_class = MitIDOAuth2Adapter
    supports_token_authentication = False
    pkce_enabled_default = True
    package = "klyngeokonomi.integrations.mitid"

    @property
    def broker(self) -> Broker:
        return settings.MITID

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("mitid_login")

    def get_callback_url(self) -> str:
        return reverse("mitid_callback")

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        return self.get_auth_params()

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send the browser to the broker with scope and level from the settings, and a nonce of our own.

        `data` (an invitation) and the nonce wait in the session under this sign-in's state. `process` is
        always a sign-in: a MitID is linked by invitation only, never by being signed in already.
        """
        nonce = secrets.token_urlsafe(24)
        return super().redirect(
            request,
            AuthProcess.LOGIN,
            next_url,
            data,
            scope=self.get_scope(),
            auth_params={**self.get_auth_params(), "nonce": nonce},
            nonce=nonce,
        )

    def extract_uid(self, data: MitIDClaims) -> str:
        return data.subject

    def extract_extra_data(self, data: MitIDClaims) -> dict[str, Any]:
        """Nothing: no claim is kept in SocialAccount or in a session."""
        return {}

    def extract_common_fields(self, data: MitIDClaims) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: MitIDClaims) -> list[Any]:
        return []
