"""The clocks that must not cross are checked at start."""

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from klyngeokonomi.celery import app
from klyngeokonomi.outbox.checks import clocks_in_order


def found(settings: Settings, limit: int | None, visibility: int) -> list[str | None]:
    settings.CELERY_TASK_TIME_LIMIT = limit
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": visibility}
    return [message.id for message in run_checks() if (message.id or "").startswith("outbox")]


@pytest.mark.parametrize(
    ("limit", "visibility", "ids"),
    [(899, 900, []), (900, 900, ["outbox.E001"]), (901, 900, ["outbox.E001"]), (None, 900, ["outbox.E001"])],
)
def test_task_limit_is_below_the_visibility_timeout(
    settings: Settings, limit: int | None, visibility: int, ids: list[str]
) -> None:
    assert found(settings, limit, visibility) == ids


def test_settings_as_shipped_pass() -> None:
    assert clocks_in_order() == []


def test_lease_shorter_than_the_task_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klyngeokonomi.outbox.checks.TASK_LIMIT", 120)
    assert [message.id for message in clocks_in_order()] == ["outbox.E002"]


@pytest.mark.case("T036")
def test_every_task_is_over_before_the_broker_loses_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    app.loader.import_default_modules()
    assert {"klyngeokonomi.outbox.deliver", "klyngeokonomi.documents.read"} <= set(app.tasks)
    monkeypatch.setattr(app.tasks["klyngeokonomi.outbox.deliver"], "time_limit", 900)
    assert [message.id for message in clocks_in_order()] == ["outbox.E003"]
