"""/healthz against a real broker and database, and with each of them away."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from klyngeokonomi.embedded import start_valkey, stop_valkey
from klyngeokonomi.outbox.age import ALARM_SECONDS, Lag
from klyngeokonomi.outbox.models import Message
from tests.fake_clamd import FakeClamd
from tests.people import make_people

pytestmark = pytest.mark.django_db

WELL = {
    "status": "ok",
    "database": "ok",
    "broker": "ok",
    "virus_scanner": "off",
    "oldest_unsent_seconds": 0,
    "oldest_unsent_limit": ALARM_SECONDS,
    "given_up_messages": False,
    "strayed_tasks": False,
}


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    var: Path = tmp_path_factory.mktemp("var")
    port = start_valkey(var)
    yield f"redis://127.0.0.1:{port}/0"
    stop_valkey(var)


@pytest.fixture(autouse=True)
def ground(settings: Settings, broker: str) -> None:
    settings.ROOT_URLCONF = "tests.klyngeokonomi.probe_urls"
    settings.CELERY_BROKER_URL = broker


def ask(status: int) -> dict:
    response = Client().get("/healthz")
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    return response.json()


def unsent(seconds: int) -> None:
    Message.objects.create(
        key="probe:1",
        to="anne@example.dk",
        subject="Hej",
        body_text="Hej",
        message_id="<1@example.dk>",
        created_at=timezone.now() - timedelta(seconds=seconds),
    )


def test_all_is_well() -> None:
    assert ask(200) == WELL


def test_mail_that_waits_long_is_an_alarm() -> None:
    unsent(ALARM_SECONDS)
    answer = ask(503)
    assert answer["status"] == "alarm"
    assert ALARM_SECONDS <= answer["oldest_unsent_seconds"] < ALARM_SECONDS + 60


@pytest.mark.twin("T057")
def test_without_the_alarm_mail_stands_still_and_all_seems_well(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    settings.ROOT_URLCONF = "klyngeokonomi.urls"
    monkeypatch.setattr(Lag, "is_alarming", False)
    unsent(ALARM_SECONDS * 10)
    staff = Client()
    staff.force_login(make_people().sara)
    assert ask(200)["status"] == "ok"
    assert "Mails bliver ikke sendt" not in staff.get("/plo/").content.decode()


def test_mail_that_waits_a_little_is_told_without_alarm() -> None:
    unsent(60)
    assert 60 <= ask(200)["oldest_unsent_seconds"] < 120


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "redis+socket:///findes/ikke", ""])
def test_broker_away_is_an_alarm(settings: Settings, url: str) -> None:
    settings.CELERY_BROKER_URL = url
    assert ask(503) == WELL | {"status": "alarm", "broker": "down"}


def test_database_away_is_an_alarm_and_not_an_error() -> None:
    def gone(*_: object) -> None:
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(gone):
        answer = ask(503)
    assert answer == WELL | {
        "status": "alarm",
        "database": "down",
        "oldest_unsent_seconds": None,
        "given_up_messages": None,
        "strayed_tasks": None,
    }


def test_plain_http_is_answered_and_not_sent_to_https(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert ask(200) == WELL


def test_a_scanner_that_answers_is_told_and_one_that_does_not_is_an_alarm(
    settings: Settings, tmp_path: Path
) -> None:
    scanner = FakeClamd(tmp_path)
    settings.CLAMAV_URL = scanner.url
    assert ask(200) == WELL | {"virus_scanner": "ok"}
    scanner.close()
    assert ask(503) == WELL | {"status": "alarm", "virus_scanner": "down"}


def test_only_reading_is_allowed() -> None:
    assert Client().post("/healthz").status_code == 405
