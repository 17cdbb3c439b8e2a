"""The MitID broker is down, silent, slow or talks nonsense: a plain page in time, no loop, and staff come in."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from clusters.models import Identity, User
from klyngeokonomi.integrations.mitid import broker_client
from tests import mitid as browser
from tests.people import make_people
from tests.tcp_proxy import proxy_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

METTE = browser.METTE.subject
DEADLINE = 1.0


@pytest.fixture
def mette(mitid: str) -> User:
    user = make_people().mette
    Identity.objects.create(person=user.person, provider="mitid", subject=METTE, level="substantial")
    return user


def says_so_plainly(response: HttpResponse, client: Client) -> bool:
    """An error page of ours, in Danish, that sends the browser nowhere; and the staff's door is open."""
    page = response.content.decode()
    assert response.status_code in (403, 503)
    assert "Du blev ikke logget ind" in page
    assert "Location" not in response and "http-equiv" not in page
    assert browser.signed_in_as(client) is None
    return client.get("/adgang/medarbejder/").status_code == 200


def begun_at_a_silent_broker(use_broker: Callable[[str], None], seconds: float) -> list[HttpResponse]:
    """Who presses the button while the broker takes the call and says nothing; the answer, if it came in time."""
    answers: list[HttpResponse] = []

    def press() -> None:
        answers.append(Client().post("/adgang/mitid/"))
        connection.close()

    with proxy_to(("127.0.0.1", 9)) as proxy:
        proxy.hold()
        use_broker(f"http://localhost:{proxy.port}/op")
        pressing = threading.Thread(target=press)
        pressing.start()
        pressing.join(seconds)
        in_time = list(answers)
    pressing.join(30)
    return in_time


@pytest.mark.case("T051")
@pytest.mark.parametrize("defect", ["bad_json", "list_json", "error_500", "userinfo_500", "unknown_key"])
def test_nonsense_is_refused_and_the_next_try_counts(client: Client, mette: User, defect: str) -> None:
    assert says_so_plainly(browser.sign_in(client, METTE, defect=defect), client)
    assert browser.sign_in(client, METTE).status_code == 302


@pytest.mark.case("T051")
def test_a_new_key_at_the_broker_stops_nobody(client: Client, mette: User) -> None:
    assert browser.sign_in(client, METTE).status_code == 302
    client.logout()
    assert browser.sign_in(client, METTE, defect="rotated_key").status_code == 302


@pytest.mark.case("T051")
def test_a_broker_that_is_down_or_silent_is_given_up_in_time(
    client: Client, mette: User, use_broker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert broker_client.DEADLINE_SECONDS <= 5
    use_broker("http://localhost:9/op")
    assert says_so_plainly(client.post("/adgang/mitid/"), client)
    monkeypatch.setattr(broker_client, "DEADLINE_SECONDS", DEADLINE)
    (answer,) = begun_at_a_silent_broker(use_broker, seconds=20)
    assert says_so_plainly(answer, client)


@pytest.mark.case("T051")
@pytest.mark.parametrize("defect", ["slow", "drip"])
def test_an_answer_that_comes_too_slowly_is_not_waited_for(
    client: Client, mette: User, defect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broker would take twenty seconds."""
    monkeypatch.setattr(broker_client, "DEADLINE_SECONDS", DEADLINE)
    address = browser.choose(browser.begin(client), METTE, defect=defect)
    started = time.monotonic()
    assert says_so_plainly(browser.come_back(client, address), client)
    assert time.monotonic() - started < 15


@pytest.mark.twin("T051")
def test_without_the_deadline_the_browser_waits_as_long_as_the_broker_is_silent(
    mette: User, use_broker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker_client, "DEADLINE_SECONDS", 1000.0)
    assert begun_at_a_silent_broker(use_broker, seconds=DEADLINE * 3) == []
