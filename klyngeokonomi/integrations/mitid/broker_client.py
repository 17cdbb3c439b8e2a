"""The back channel to a broker: discovery, code for token, keys, userinfo, within one deadline for all."""

import json
import time
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from klyngeokonomi.integrations.mitid import id_token
from klyngeokonomi.integrations.mitid.port import Broker, BrokerUnavailable, TokenRefused

DEADLINE_SECONDS = 5.0
MAX_BYTES = 256 * 1024
CACHE_SECONDS = 600
ENDPOINTS = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")

_cache: dict[str, tuple[float, dict[str, Any]]] = {}
"""Discovery documents and key sets by address, per process: they change a few times a year."""


class BrokerClient:
    """One person's sign-in at one broker; make a new one for each, since its clock starts at once.

    Every method raises BrokerUnavailable when the broker fails, and TokenRefused when it says no.
    """

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self._deadline = time.monotonic() + DEADLINE_SECONDS

    def discover(self) -> dict[str, Any]:
        """The broker's endpoints; its issuer must be the address we were set up with."""
        config = self._cached(f"{self.broker.server_url}/.well-known/openid-configuration")
        if any(not isinstance(config.get(name), str) for name in ENDPOINTS):
            raise BrokerUnavailable("the discovery document lacks an endpoint")
        if config["issuer"].rstrip("/") != self.broker.server_url:
            raise BrokerUnavailable("the discovery document is of another issuer")
        return config

    def exchange_code(self, code: str, *, redirect_uri: str, verifier: str) -> dict[str, Any]:
        """The token answer for a one-time code, with the verifier that only this browser's session knows."""
        answer = self._json(
            "POST",
            self.discover()["token_endpoint"],
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri,
                "code_verifier": verifier,
                "client_id": self.broker.client_id,
                "client_secret": self.broker.client_secret,
            },
        )
        if not isinstance(answer.get("access_token"), str) or not isinstance(answer.get("id_token"), str):
            raise BrokerUnavailable("the token answer lacks a token")
        return answer

    def verified_claims(self, token: str, *, nonce: str) -> dict[str, Any]:
        """The claims of an id token; an unknown key is looked for once more, for keys are changed."""
        config = self.discover()
        kid = id_token.key_id(token)
        key = self._key(config["jwks_uri"], kid) or self._key(config["jwks_uri"], kid, fresh=True)
        if key is None:
            raise TokenRefused("the id token is signed with a key the broker does not know")
        return id_token.verify(
            token, key, issuer=config["issuer"], client_id=self.broker.client_id, nonce=nonce
        )

    def userinfo(self, access_token: str) -> dict[str, Any]:
        """The claims behind an access token; unsigned, so worth no more than the subject they share."""
        return self._json(
            "GET",
            self.discover()["userinfo_endpoint"],
            headers={"Authorization": f"Bearer {access_token}"},
        )

    def _key(self, address: str, kid: str, *, fresh: bool = False) -> dict[str, Any] | None:
        if fresh:
            _cache.pop(address, None)
        keys = self._cached(address).get("keys")
        if not isinstance(keys, list):
            raise BrokerUnavailable("the key set cannot be read")
        return next((key for key in keys if isinstance(key, dict) and key.get("kid") == kid), None)

    def _cached(self, address: str) -> dict[str, Any]:
        until, value = _cache.get(address, (0.0, {}))
        if until < time.monotonic():
            value = self._json("GET", address)
            _cache[address] = (time.monotonic() + CACHE_SECONDS, value)
        return value

    def _json(self, method: str, address: str, **options: Any) -> dict[str, Any]:
        """One JSON object, read whole before the deadline, however slowly it drips."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise BrokerUnavailable("no time left")
        try:
            with requests.request(
                method, address, timeout=left, stream=True, allow_redirects=False, **options
            ) as response:
                body = self._body(response)
        except requests.RequestException as error:
            raise BrokerUnavailable(f"no answer: {type(error).__name__}") from error
        if response.status_code in {400, 401, 403}:
            raise TokenRefused(f"the broker said {response.status_code}")
        if response.status_code != 200:
            raise BrokerUnavailable(f"the broker said {response.status_code}")
        try:
            value = json.loads(body)
        except ValueError as error:
            raise BrokerUnavailable("the answer is not JSON") from error
        if not isinstance(value, dict):
            raise BrokerUnavailable("the answer is not an object")
        return value

    def _body(self, response: requests.Response) -> bytes:
        body = b""
        try:
            while chunk := response.raw.read1(8192, decode_content=True):
                body += chunk
                if len(body) > MAX_BYTES:
                    raise BrokerUnavailable("the answer is too long")
                if time.monotonic() > self._deadline:
                    raise BrokerUnavailable("the answer came too slowly")
        except HTTPError as error:
            raise BrokerUnavailable(f"the answer broke off: {type(error).__name__}") from error
        return body


def forget_broker() -> None:
    """Drop what is remembered of brokers' endpoints and keys in this process."""
    _cache.clear()
