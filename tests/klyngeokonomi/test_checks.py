"""Start-up says when the owner's rights are within reach, and when the broker would drop messages."""

import pytest
import redis
from django.conf import settings
from django.core.checks import run_checks

from klyngeokonomi.checks import the_broker_throws_nothing_away, the_owner_stays_at_home
from klyngeokonomi.database_url import databases


def _told(messages):
    return [message.id for message in messages]


def test_one_address_for_everything_is_warned_about(monkeypatch):
    monkeypatch.setitem(
        settings.DATABASES, "default", databases("postgresql://ejer:x@vaert/basen", "")["default"]
    )
    assert _told(the_owner_stays_at_home()) == ["klyngeokonomi.W001"]


@pytest.mark.parametrize(
    ("app", "owner"),
    [
        ("postgresql://klyngeokonomi_app:x@vaert/basen", ""),
        ("postgresql://klyngeokonomi_app:x@vaert/basen", "postgresql://ejer:y@vaert/basen"),
        ("postgresql://web:x@vaert/basen", "postgresql://ejer:y@vaert/basen"),
    ],
)
def test_an_address_without_the_owners_rights_is_fine(monkeypatch, app, owner):
    monkeypatch.setitem(settings.DATABASES, "default", databases(app, owner)["default"])
    assert the_owner_stays_at_home() == []


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_broker_that_evicts_is_an_error_before_deployment(broker):
    assert the_broker_throws_nothing_away() == []
    with redis.Redis(port=broker.port) as client:
        client.config_set("maxmemory-policy", "allkeys-lru")
    assert _told(the_broker_throws_nothing_away()) == ["klyngeokonomi.E001"]
    assert "klyngeokonomi.E001" in _told(run_checks(include_deployment_checks=True))
    broker.stop()
    assert _told(the_broker_throws_nothing_away()) == ["klyngeokonomi.W002"]
