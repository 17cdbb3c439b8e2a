"""The proof in an id token, each part of it missing once."""

import time
from typing import Any

import pytest

from klyngeokonomi.integrations.mitid.fake.keys import SigningKey
from klyngeokonomi.integrations.mitid.id_token import key_id, verify
from klyngeokonomi.integrations.mitid.port import TokenRefused

KEY = SigningKey("one")
EXPECTED = {"issuer": "https://broker.example", "client_id": "us", "nonce": "this-sign-in"}


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    whole = {
        "iss": "https://broker.example",
        "aud": "us",
        "sub": "pair",
        "iat": now,
        "exp": now + 300,
        "nonce": "this-sign-in",
    }
    return {name: value for name, value in (whole | changes).items() if value is not None}


def test_a_whole_token_is_believed() -> None:
    token = KEY.sign(claims())
    assert key_id(token) == "one"
    assert verify(token, KEY.jwk(), **EXPECTED)["sub"] == "pair"


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "iat", "exp", "nonce"])
def test_a_missing_part_is_refused(name: str) -> None:
    with pytest.raises(TokenRefused):
        verify(KEY.sign(claims(**{name: None})), KEY.jwk(), **EXPECTED)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://broker.example/"},
        {"aud": "them"},
        {"aud": ["us", "them"], "azp": "them"},
        {"exp": int(time.time()) - 31},
        {"iat": int(time.time()) + 86_400},
        {"nbf": int(time.time()) + 86_400},
        {"nonce": "another-sign-in"},
    ],
)
def test_a_wrong_part_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        verify(KEY.sign(claims(**changes)), KEY.jwk(), **EXPECTED)


def test_several_audiences_with_us_as_the_party_are_believed() -> None:
    token = KEY.sign(claims(aud=["us", "them"], azp="us"))
    assert verify(token, KEY.jwk(), **EXPECTED)["azp"] == "us"


def test_an_empty_expected_nonce_matches_nothing() -> None:
    with pytest.raises(TokenRefused):
        verify(KEY.sign(claims(nonce="")), KEY.jwk(), **EXPECTED | {"nonce": ""})


def test_another_key_is_refused() -> None:
    with pytest.raises(TokenRefused):
        verify(SigningKey("one").sign(claims()), KEY.jwk(), **EXPECTED)


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(TokenRefused):
        key_id(token)
