"""A key is changed: the old still reads, all is encrypted anew, and a wrong key opens and saves nothing."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.test import Client

from clusters.adapters import SecondFactorAdapter
from clusters.models import User
from klyngeokonomi import second_factor_secrets
from tests import mitid as browser
from tests.people import make_people
from tests.staff import CODE, code, enrol, give_password, type_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara(settings: Any) -> User:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_OLD_KEYS = "the first key", []
    sara = give_password(make_people().sara)
    sara.secret = enrol(sara)
    sara.spare = RecoveryCodes.activate(sara).get_unused_codes()
    return sara


def stored() -> list[Any]:
    return [row.data for row in Authenticator.objects.order_by("pk")]


def comes_in(sara: User) -> bool:
    """Whether the code of Sara's app opens the door."""
    client = Client(raise_request_exception=False)
    type_password(client, sara)
    client.post(CODE, {"code": code(sara.secret)})
    return browser.signed_in_as(client) == sara.pk


@pytest.mark.case("T116")
def test_a_change_of_keys(sara: User, settings: Any, capsys: pytest.CaptureFixture) -> None:
    before = stored()
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_OLD_KEYS = "the second key", ["the first key"]
    assert comes_in(sara)
    call_command("rotate_keys")
    assert "2 er krypteret med den nye nøgle" in capsys.readouterr().out
    settings.SECOND_FACTOR_OLD_KEYS = []
    totp, codes = Authenticator.objects.order_by("pk")
    assert totp.data["secret"] != before[0]["secret"]
    assert second_factor_secrets.decrypt(totp.data["secret"]) == sara.secret
    assert RecoveryCodes(codes).get_unused_codes() == sara.spare


@pytest.mark.case("T116")
def test_a_wrong_key_opens_nothing_and_changes_nothing(sara: User, settings: Any) -> None:
    before = stored()
    settings.SECOND_FACTOR_KEY = "another key"
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(before[0]["secret"])
    assert not comes_in(sara)
    with pytest.raises(CommandError, match="2 af 2 kan ikke læses"):
        call_command("rotate_keys")
    assert stored() == before
    settings.SECOND_FACTOR_KEY = "the first key"
    assert comes_in(sara)


@pytest.mark.case("T116")
def test_one_that_cannot_be_read_leaves_all_as_they_were(sara: User, settings: Any) -> None:
    lost = Fernet(Fernet.generate_key()).encrypt(b"x").decode()
    Authenticator.objects.create(user=give_password(make_other()), type="totp", data={"secret": lost})
    before = stored()
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_OLD_KEYS = "the second key", ["the first key"]
    with pytest.raises(CommandError, match="1 af 3 kan ikke læses"):
        call_command("rotate_keys")
    assert stored() == before


def make_other() -> User:
    return User.objects.get(username="sune")


def swallow(encrypted: str) -> str:
    """As a well-known library does: what no key opens is handed back as it stands."""
    try:
        return second_factor_secrets._keys().decrypt(encrypted.encode()).decode()
    except InvalidToken:
        return encrypted


@pytest.mark.twin("T116")
def test_a_wrong_key_that_is_swallowed_ruins_the_secrets(
    sara: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ciphertext passes for the secret, is encrypted once more, and the right key finds it no longer."""
    settings.SECOND_FACTOR_KEY = "another key"
    monkeypatch.setattr(
        "clusters.actions.rotate_second_factor_key.encrypt_anew",
        lambda encrypted: second_factor_secrets.encrypt(swallow(encrypted)),
    )
    call_command("rotate_keys")
    settings.SECOND_FACTOR_KEY = "the first key"
    assert not comes_in(sara)
