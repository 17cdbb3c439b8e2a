"""A person sees where they are signed in, and ends it: on the server, at once, and only their own."""

from typing import Any

import pytest
from django.test import Client

from clusters.actions import end_session as actions
from clusters.models import OwnSession, User
from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.device import UNKNOWN, device_words
from tests import mitid as browser
from tests.people import make_people
from tests.staff import enrol, give_password, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/adgang/steder/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1"


@pytest.fixture
def sara(settings: Any) -> User:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True
    sara = give_password(make_people().sara)
    sara.secret = enrol(sara)
    return sara


def come_in(sara: User, user_agent: str) -> Client:
    """Sara in one more browser; the codes of her app are hers to use at once."""
    from django.core.cache import cache

    cache.clear()
    client = Client(headers={"user-agent": user_agent})
    assert sign_in(client, sara, sara.secret).status_code == 302
    return client


def test_the_list_says_where_and_when(sara: User) -> None:
    phone, desk = come_in(sara, IPHONE), come_in(sara, WINDOWS)
    page = desk.get(PAGE).text
    assert page.index("Chrome på Windows (her, hvor du sidder nu)") < page.index("Safari på iPhone")
    assert "Log ud på Safari på iPhone" in page
    assert "Log ud alle andre steder" not in page
    assert desk.session.session_key not in page
    phone.post("/adgang/log-ud/")
    assert "iPhone" not in desk.get(PAGE).text


def ended_from_the_desk(sara: User) -> Client:
    """A phone that was signed in until its owner ended it from another place."""
    phone, desk = come_in(sara, IPHONE), come_in(sara, WINDOWS)
    row = OwnSession.objects.get(device="Safari på iPhone")
    answer = desk.post(f"{PAGE}{row.pk}/log-ud/", follow=True)
    assert "Du er logget ud på Safari på iPhone." in answer.text
    assert desk.get("/plo/").status_code == 200
    return phone


@pytest.mark.case("T108")
def test_an_ended_session_is_dead_at_once(sara: User) -> None:
    phone = ended_from_the_desk(sara)
    assert phone.get("/plo/").status_code == 302
    assert browser.signed_in_as(phone) is None
    assert Record.objects.get(act="session_ended").text == "Login afsluttet: Safari på iPhone."


@pytest.mark.twin("T108")
def test_a_session_that_is_only_taken_off_the_list_lives_on(
    sara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "_end", lambda session, by: session.delete()[0])
    assert ended_from_the_desk(sara).get("/plo/").status_code == 200


@pytest.mark.case("T108")
def test_all_others_are_ended_at_once(sara: User) -> None:
    first, second, desk = (come_in(sara, agent) for agent in (IPHONE, "?", WINDOWS))
    assert "Log ud alle andre steder" in desk.get(PAGE).text
    assert "Du er logget ud 2 andre steder." in desk.post(f"{PAGE}log-ud/", follow=True).text
    assert [one.get("/plo/").status_code for one in (first, second, desk)] == [302, 302, 200]
    assert Record.objects.filter(act="session_ended", by=sara).count() == 2


@pytest.mark.case("T108")
def test_nobody_ends_anothers(sara: User, client: Client) -> None:
    desk = come_in(sara, WINDOWS)
    client.force_login(User.objects.get(username="mette"))
    assert client.post(f"{PAGE}{OwnSession.objects.get().pk}/log-ud/").status_code == 404
    client.post(f"{PAGE}log-ud/")
    assert desk.get("/plo/").status_code == 200
    assert "Du er kun logget ind her." in client.get(PAGE).text


def test_the_one_in_hand_is_ended_by_signing_out(sara: User) -> None:
    desk = come_in(sara, WINDOWS)
    answer = desk.post(f"{PAGE}{OwnSession.objects.get().pk}/log-ud/")
    assert answer["Location"] == "/adgang/log-ud/"


def test_sessions_that_are_over_are_forgotten_at_the_next_sign_in(sara: User) -> None:
    come_in(sara, IPHONE).post("/adgang/log-ud/")
    come_in(sara, WINDOWS)
    assert OwnSession.objects.get().device == "Chrome på Windows"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [(WINDOWS, "Chrome på Windows"), (IPHONE, "Safari på iPhone"), ("curl/8", UNKNOWN), ("", UNKNOWN)],
)
def test_a_device_in_plain_words(user_agent: str, words: str) -> None:
    assert device_words(user_agent) == words
