"""Every page of sign-in, in Danish, with no English left over from allauth."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from clusters.models import User
from tests.people import make_people
from tests.staff import PASSWORD, enrol, give_password, sign_in

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(
    r"\b(the|your|you|sign in|sign out|password|security key|recovery codes|authenticator|enter|add|name)\b",
    re.IGNORECASE,
)


def words(response: Any) -> str:
    """What a person reads of a page."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", " ", main, flags=re.DOTALL))


@pytest.fixture
def sara(client: Client) -> User:
    sara = give_password(make_people().sara)
    sign_in(client, sara, enrol(sara))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return sara


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "staff_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
    ],
)
def test_pages_before_one_is_inside(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert not ENGLISH.search(words(response)), words(response)


@pytest.mark.parametrize(
    "name",
    [
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_deactivate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ],
)
def test_pages_of_staff(client: Client, sara: User, name: str) -> None:
    if name == "mfa_view_recovery_codes":
        client.post(reverse("mfa_generate_recovery_codes"))
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert not ENGLISH.search(words(response)), words(response)


def test_recovery_codes_are_shown_once(client: Client, sara: User) -> None:
    client.post(reverse("mfa_generate_recovery_codes"))
    first = words(client.get(reverse("mfa_view_recovery_codes")))
    assert len(re.findall(r"\b\d{8}\b", first)) == 10
    assert not re.findall(r"\b\d{8}\b", words(client.get(reverse("mfa_view_recovery_codes"))))


def test_passkeys_can_be_renamed_and_removed(client: Client, sara: User) -> None:
    key = Authenticator.objects.create(
        user=sara, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon", "credential": {}}
    )
    page = words(client.get(reverse("mfa_list_webauthn")))
    assert "Telefon" in page
    assert not ENGLISH.search(page), page
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Arbejdstelefon"})
    assert "Arbejdstelefon" in words(client.get(reverse("mfa_remove_webauthn", args=[key.pk])))
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_whoever_is_signed_in_is_not_asked_again(client: Client, sara: User) -> None:
    assert client.get("/adgang/?next=/plo/")["Location"] == "/plo/"
    assert client.get("/adgang/?next=https://evil.example/")["Location"] == "/"
