"""To the broker and back. The two addresses MitID needs; what follows is decided in clusters.adapters."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from klyngeokonomi.integrations.mitid.broker_client import BrokerClient
from klyngeokonomi.integrations.mitid.claims import read_claims
from klyngeokonomi.integrations.mitid.port import MitIDError, TokenRefused

PROVIDER = "mitid"


class MitIDOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """The broker as allauth sees it, with every call to it made by BrokerClient."""

    nonce = ""

    def __init__(self, request: HttpRequest, provider_id: str = PROVIDER) -> None:
        super().__init__(request, provider_id)
        self.client = BrokerClient(settings.MITID)

    @property
    def openid_config(self) -> dict[str, Any]:
        return self.client.discover()

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return build_absolute_uri(request, reverse("mitid_callback"), self.redirect_uri_protocol)

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        if not pkce_code_verifier:
            raise TokenRefused("this sign-in has no PKCE verifier")
        return self.client.exchange_code(
            request.GET["code"],
            redirect_uri=self.get_callback_url(request, app),
            verifier=pkce_code_verifier,
        )

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Prove the tokens, read the few claims we need, and let go of the rest."""
        id_token = self.client.verified_claims(kwargs["response"]["id_token"], nonce=self.nonce)
        claims = read_claims(settings.MITID, id_token, self.client.userinfo(token.token))
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.mitid = claims
        return login


class MitIDCallbackView(OAuth2CallbackView):
    """Hands the nonce of this sign-in's state to the adapter, and MitID's failures to the error page."""

    adapter: MitIDOAuth2Adapter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except MitIDError as error:
            return render_authentication_error(request, self.adapter.get_provider(), exception=error)

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict | None, HttpResponse | None]:
        state, response = super()._get_state(request, provider)
        if state:
            self.adapter.nonce = state.get("nonce") or ""
        return state, response


@login_not_required
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Begin a sign-in. Only by POST with our CSRF token, so nobody can be signed in as another by a link."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account_login"))
    if not ratelimit.consume(request, action="mitid"):
        return ratelimit.respond_429(request)
    return to_broker(request)


def to_broker(request: HttpRequest, *, invitation: str = "") -> HttpResponse:
    """The redirect to the broker; `invitation` (a hash) follows this one sign-in in its state."""
    provider = get_adapter(request).get_provider(request, PROVIDER)
    options = provider.get_redirect_from_request_kwargs(request)
    try:
        return provider.redirect(
            request,
            options["process"],
            options.get("next_url"),
            {"invitation": invitation} if invitation else None,
        )
    except MitIDError as error:
        return render_authentication_error(request, provider, exception=error)


@login_not_required
@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    return MitIDCallbackView.adapter_view(MitIDOAuth2Adapter(request))(request)
