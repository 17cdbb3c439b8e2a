"""The checks of a MitID sign-in taken away one by one: each defect then lets the wrong person in."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.internal import statekit
from django.test import Client

from clusters.adapters import MitIDAdapter
from clusters.models import Identity, User
from klyngeokonomi.integrations.mitid import claims, id_token, views
from klyngeokonomi.integrations.mitid.broker_client import BrokerClient
from klyngeokonomi.integrations.mitid.fake.broker import FakeBroker
from klyngeokonomi.integrations.mitid.fake.people import write_people
from klyngeokonomi.integrations.mitid.fake.server import make_server
from klyngeokonomi.integrations.mitid.fake.sign_in import SignIn
from klyngeokonomi.integrations.mitid.port import Level
from klyngeokonomi.integrations.mitid.provider import MitIDProvider
from tests import mitid as browser
from tests.people import make_people

pytestmark = [pytest.mark.django_db, pytest.mark.services]
Patch = pytest.MonkeyPatch

METTE = browser.METTE.subject


@pytest.fixture
def near_broker(tmp_path: Path) -> Iterator[Any]:
    """The fake broker in a thread of this process, so that its own checks can be taken away too."""
    people = tmp_path / "people.json"
    write_people(people, [browser.METTE, browser.KAREN])
    server = make_server(0, people)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def mette(near_broker: Any, use_broker: Any) -> User:
    use_broker(f"http://localhost:{near_broker.server_port}/op")
    user = make_people().mette
    Identity.objects.create(person=user.person, provider="mitid", subject=METTE, level="substantial")
    return user


def believe_everything(self: BrokerClient, token: str, *, nonce: str) -> dict[str, Any]:
    """An id token read as if nothing about it had to be proved."""
    return jwt.decode(token, options={"verify_signature": False})


@pytest.mark.twin("T101")
def test_any_state_will_do(client: Client, mette: User, monkeypatch: Patch) -> None:
    """A made-up state is taken for the sign-in that happens to be under way."""

    def newest(request: Any, *, provider_id: str, **_: Any) -> dict[str, Any]:
        states = statekit.get_states(request)
        return states[statekit.get_oldest_state(states, rev=True, provider_id=provider_id)][0]

    monkeypatch.setattr(statekit, "unstash_state", newest)
    assert browser.signed_in_as(browser.with_another_state(client)) == mette.pk


@pytest.mark.twin("T101")
def test_states_and_codes_that_are_not_crossed_out(client: Client, mette: User, monkeypatch: Patch) -> None:
    """The address of an answer, found in a browser's history, signs in again after its owner signed out."""
    kept: dict[str, dict[str, Any]] = {}

    def remember(request: Any, *, provider_id: str, state: dict[str, Any], **_: Any) -> str:
        kept["always-the-same"] = state
        return "always-the-same"

    def spend_again(self: FakeBroker, form: dict[str, str]) -> SignIn:
        (sign_in,) = [one for one in self._sign_ins.values() if one.code == form["code"]]
        sign_in.spent = True
        return sign_in

    monkeypatch.setattr(statekit, "stash_state", remember)
    monkeypatch.setattr(statekit, "unstash_state", lambda request, *, state_id, **_: kept.get(state_id))
    monkeypatch.setattr(FakeBroker, "spend", spend_again)
    assert browser.signed_in_as(browser.replayed(client)) == mette.pk


@pytest.mark.twin("T101")
def test_no_verifier_and_no_nonce(client: Client, mette: User, monkeypatch: Patch) -> None:
    """Both bind a code to its browser: without them a stolen code signs the thief in as its owner."""
    monkeypatch.setattr(SignIn, "proves", lambda self, verifier: True)
    monkeypatch.setattr(id_token.hmac, "compare_digest", lambda one, other: True)
    assert browser.signed_in_as(browser.stolen_code(client)) == mette.pk


@pytest.mark.twin("T101")
def test_no_nonce(client: Client, mette: User, monkeypatch: Patch) -> None:
    monkeypatch.setattr(id_token.hmac, "compare_digest", lambda one, other: True)
    assert browser.sign_in(client, METTE, defect="foreign_nonce").status_code == 302
    assert browser.signed_in_as(client) == mette.pk


@pytest.mark.twin("T102")
def test_no_least_level(client: Client, mette: User, monkeypatch: Patch) -> None:
    monkeypatch.setattr(claims, "LEAST_LEVEL", Level.LOW)
    assert browser.sign_in(client, METTE, level="Low").status_code == 302
    assert browser.signed_in_as(browser.downgraded(Client())) == mette.pk


@pytest.mark.twin("T102")
def test_the_level_that_was_asked_for_instead_of_that_reached(
    client: Client, mette: User, monkeypatch: Patch
) -> None:
    """Our own question says substantial; believing it, a downgraded answer comes in."""
    monkeypatch.setattr(claims, "_level", lambda broker, token: Level.SUBSTANTIAL)
    assert browser.signed_in_as(browser.downgraded(client)) == mette.pk


@pytest.mark.twin("T103")
@pytest.mark.parametrize(
    "defect", ["wrong_aud", "wrong_iss", "expired", "alg_none", "hs256", "wrong_key", "unknown_key"]
)
def test_no_proof_of_the_token(client: Client, mette: User, monkeypatch: Patch, defect: str) -> None:
    monkeypatch.setattr(BrokerClient, "verified_claims", believe_everything)
    assert browser.sign_in(client, METTE, defect=defect).status_code == 302
    assert browser.signed_in_as(client) == mette.pk


@pytest.mark.twin("T103")
def test_userinfo_of_anybody(client: Client, mette: User, monkeypatch: Patch) -> None:
    """The subjects not compared: userinfo about another person says who comes in."""
    read = views.read_claims
    monkeypatch.setattr(
        views, "read_claims", lambda broker, token, info: read(broker, token, {**info, "sub": token["sub"]})
    )
    assert browser.sign_in(client, METTE, defect="other_sub").status_code == 302
    assert browser.signed_in_as(client) == mette.pk


@pytest.mark.twin("T104")
def test_linking_by_mail_address(client: Client, mette: User, settings: Any, monkeypatch: Patch) -> None:
    """allauth as many set it up: a stranger whose MitID brings Mette's address gets Mette's account."""
    User.objects.filter(pk=mette.pk).update(email="mette@example.org")
    settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    address = EmailAddress(email="mette@example.org", verified=True, primary=True)
    monkeypatch.setattr(MitIDProvider, "extract_email_addresses", lambda self, data: [address])
    monkeypatch.setattr(MitIDAdapter, "pre_social_login", lambda self, request, login: None)
    browser.sign_in(client, browser.STRANGER, defect="others_mail")
    assert browser.signed_in_as(client) == mette.pk
