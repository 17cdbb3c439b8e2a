"""Members' sign-in, against a broker in another process: what is let in, and all that is refused."""

import json
import logging
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from clusters.models import Identity, User
from klyngeokonomi.audit.models import Record
from klyngeokonomi.integrations.mitid.fake.people import somebody
from tests import mitid as browser
from tests.people import make_people

pytestmark = [pytest.mark.django_db, pytest.mark.services]

METTE = browser.METTE.subject


@pytest.fixture
def mette(mitid: str) -> User:
    user = make_people().mette
    Identity.objects.create(person=user.person, provider="mitid", subject=METTE, level="substantial")
    return user


def test_a_known_person_is_let_in(client: Client, mette: User) -> None:
    response = browser.sign_in(client, METTE)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert browser.signed_in_as(client) == mette.pk
    assert Record.objects.get(act="signed_in").by == mette


def test_idura_is_spoken_too(client: Client, mette: User, mitid: str, use_broker: Any) -> None:
    use_broker(f"{mitid}/idura")
    address = browser.begin(client)
    assert parse_qs(urlsplit(address).query)["acr_values"] == ["urn:grn:authn:dk:mitid:substantial"]
    assert browser.come_back(client, browser.choose(address, METTE)).status_code == 302
    assert browser.signed_in_as(client) == mette.pk


def test_the_browser_goes_on_to_where_it_was_going(client: Client, mette: User) -> None:
    address = browser.begin(client, next="/konto/")
    response = browser.come_back(client, browser.choose(address, METTE))
    assert response["Location"] == "/konto/"


def test_another_host_is_not_gone_on_to(client: Client, mette: User) -> None:
    address = browser.begin(client, next="https://evil.example/")
    assert browser.come_back(client, browser.choose(address, METTE))["Location"] == "/"


@pytest.mark.case("T101")
def test_the_question_holds_state_nonce_and_challenge(client: Client, mette: User) -> None:
    query = parse_qs(urlsplit(browser.begin(client)).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["code_challenge"][0]) == 43
    assert len(query["nonce"][0]) == 32
    assert len(query["state"][0]) >= 16
    assert sorted(query["scope"][0].split()) == ["mitid", "openid"]
    assert json.loads(query["idp_params"][0]) == {"mitid": {"loa_value": "substantial"}}
    assert query["prompt"] == ["login"]


@pytest.mark.case("T102")
def test_what_the_login_address_adds_is_ignored(client: Client, mette: User) -> None:
    extra = "scope=ssn&process=connect&action=rerequest&auth_params=idp_params%3D%7B%7D%26prompt%3Dnone"
    query = parse_qs(urlsplit(browser.begin(client, f"/adgang/mitid/?{extra}")).query)
    assert sorted(query["scope"][0].split()) == ["mitid", "openid"]
    assert json.loads(query["idp_params"][0]) == {"mitid": {"loa_value": "substantial"}}
    assert query["prompt"] == ["login"]
    (state,) = client.session["socialaccount_states"].values()
    assert state[0]["process"] == "login"


@pytest.mark.case("T101", "T103")
@pytest.mark.parametrize(
    ("defect", "status"),
    [
        ("wrong_aud", 403),
        ("wrong_iss", 403),
        ("expired", 403),
        ("foreign_nonce", 403),
        ("no_nonce", 403),
        ("no_level", 403),
        ("alg_none", 403),
        ("hs256", 403),
        ("wrong_key", 403),
        ("unknown_key", 403),
        ("other_sub", 403),
        ("other_person", 403),
        ("no_subject", 403),
        ("employee", 403),
        ("no_id_token", 503),
        ("bad_json", 503),
        ("list_json", 503),
        ("error_500", 503),
        ("userinfo_500", 503),
    ],
)
def test_every_defect_is_refused(client: Client, mette: User, defect: str, status: int) -> None:
    response = browser.sign_in(client, METTE, defect=defect)
    assert response.status_code == status
    assert "Du blev ikke logget ind" in response.content.decode()
    assert browser.signed_in_as(client) is None
    assert browser.sign_in(client, METTE).status_code == 302


@pytest.mark.case("T102")
@pytest.mark.parametrize("shape", ["op", "idura"])
def test_a_low_level_is_refused(client: Client, mette: User, mitid: str, use_broker: Any, shape: str) -> None:
    use_broker(f"{mitid}/{shape}")
    response = browser.sign_in(client, METTE, level="Low")
    assert response.status_code == 403
    assert "lavere sikringsniveau" in response.content.decode()
    assert browser.signed_in_as(client) is None


def test_a_high_level_is_let_in(client: Client, mette: User) -> None:
    assert browser.sign_in(client, METTE, level="High").status_code == 302


def test_a_new_signing_key_is_fetched(client: Client, mette: User) -> None:
    assert browser.sign_in(client, METTE).status_code == 302
    client.logout()
    assert browser.sign_in(client, METTE, defect="rotated_key").status_code == 302


def test_a_broker_that_is_down_is_said_plainly(client: Client, mette: User, use_broker: Any) -> None:
    use_broker("http://localhost:9/op")
    response = client.post("/adgang/mitid/")
    assert response.status_code == 503
    assert "MitID svarer ikke lige nu" in response.content.decode()
    assert client.get("/adgang/medarbejder/").status_code == 200


def test_cancelling_is_no_error(client: Client, mette: User) -> None:
    response = browser.sign_in(client, METTE, cancel="1")
    assert response.status_code == 200
    assert "Du afbrød login" in response.content.decode()


@pytest.mark.case("T101")
def test_an_answer_without_its_question_is_refused(client: Client, mette: User) -> None:
    address = browser.choose(browser.begin(client), METTE)
    assert browser.come_back(Client(), address).status_code == 403
    assert client.get("/adgang/mitid/svar/?code=guess").status_code == 403
    assert browser.signed_in_as(browser.with_another_state(client)) is None


@pytest.mark.case("T101")
def test_an_answer_counts_once(client: Client, mette: User) -> None:
    assert browser.signed_in_as(browser.replayed(client)) is None


@pytest.mark.case("T101")
def test_a_stolen_code_is_worth_nothing(client: Client, mette: User) -> None:
    assert browser.signed_in_as(browser.stolen_code(client)) is None


@pytest.mark.case("T102")
def test_a_question_talked_down_on_its_way_is_refused(client: Client, mette: User) -> None:
    assert browser.signed_in_as(browser.downgraded(client)) is None


@pytest.mark.case("T104")
def test_a_mail_address_identifies_nobody(client: Client, mette: User) -> None:
    User.objects.filter(pk=mette.pk).update(email="mette@example.org")
    assert browser.sign_in(client, browser.STRANGER, defect="others_mail").status_code == 403
    assert browser.signed_in_as(client) is None
    assert Identity.objects.get().subject == METTE


@pytest.mark.case("T101")
def test_a_sign_in_without_verifier_is_refused(client: Client, mette: User) -> None:
    address = browser.choose(browser.begin(client), METTE)
    session = client.session
    for state in session["socialaccount_states"].values():
        state[0].pop("pkce_code_verifier")
    session.save()
    assert browser.come_back(client, address).status_code == 403


@pytest.mark.case("T109")
def test_a_link_cannot_begin_a_sign_in(client: Client, mette: User) -> None:
    assert client.get("/adgang/mitid/")["Location"] == "/adgang/"
    assert Client(enforce_csrf_checks=True).post("/adgang/mitid/").status_code == 403


def test_beginning_is_limited(client: Client, mette: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"mitid": "3/m/ip"}
    answers = [client.post("/adgang/mitid/").status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


@pytest.mark.case("T104")
def test_an_unknown_person_is_told_whom_to_ask(client: Client, mette: User, settings: Any) -> None:
    users = User.objects.count()
    response = browser.sign_in(client, browser.STRANGER)
    page = response.content.decode()
    assert response.status_code == 403
    assert "Vi kender ikke dit MitID endnu" in page
    assert settings.PLO_PHONE in page
    assert settings.PLO_EMAIL in page
    assert User.objects.count() == users
    assert browser.signed_in_as(client) is None
    assert Record.objects.filter(act="sign_in_refused").count() == 1


def test_a_closed_account_stays_closed(client: Client, mette: User) -> None:
    User.objects.filter(pk=mette.pk).update(is_active=False)
    assert browser.sign_in(client, METTE)["Location"] == "/adgang/spaerret/"
    assert browser.signed_in_as(client) is None


@pytest.mark.case("T108")
def test_signing_in_gives_a_new_session(client: Client, mette: User) -> None:
    browser.begin(client)
    before = client.session.session_key
    browser.sign_in(client, METTE)
    assert client.session.session_key != before


@pytest.mark.case("T105")
@pytest.mark.parametrize("shape", ["op", "idura"])
def test_a_cpr_number_is_kept_nowhere(
    client: Client,
    mette: User,
    mitid: str,
    use_broker: Any,
    shape: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    use_broker(f"{mitid}/{shape}")
    caplog.set_level(logging.DEBUG)
    assert browser.sign_in(client, METTE, defect="cpr").status_code == 302
    assert browser.sign_in(Client(), browser.STRANGER, defect="cpr").status_code == 403
    for cpr in (browser.METTE.cpr, somebody(browser.STRANGER).cpr):
        assert cpr not in caplog.text
        assert cpr not in _whole_database()
        assert all(cpr not in str(one.get_decoded()) for one in Session.objects.all())


def test_no_claim_and_no_token_is_stored(client: Client, mette: User) -> None:
    browser.sign_in(client, METTE)
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
    assert browser.METTE.name not in str(dict(client.session.items()))


def test_the_browser_may_be_sent_to_the_broker(client: Client, settings: Any) -> None:
    policy = client.get("/adgang/")["Content-Security-Policy"]
    (form_action,) = [part for part in policy.split(";") if part.strip().startswith("form-action")]
    assert settings.MITID.origin in form_action


def _whole_database() -> str:
    """Every row of every table as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)
