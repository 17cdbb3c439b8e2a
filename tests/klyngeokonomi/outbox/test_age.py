"""How far behind the outbox is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klyngeokonomi.outbox.age import ALARM_SECONDS, Lag, lag
from klyngeokonomi.outbox.models import Message, State

pytestmark = pytest.mark.django_db
Promise = Callable[..., Message]


def waits(message: Message, seconds: float) -> None:
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(seconds=seconds))


def test_empty_outbox_has_no_lag() -> None:
    assert lag() == Lag(oldest_seconds=0, has_dead=False)
    assert lag().is_alarming is False


def test_oldest_unsent_counts_and_costs_three_queries(
    promise: Promise, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number, seconds in enumerate([30.5, 90.5, 60.5]):
        waits(promise(key=f"probe:{number}"), seconds)
    with django_assert_num_queries(3):
        assert lag() == Lag(oldest_seconds=90, has_dead=False)


def test_sent_messages_do_not_count_and_dead_ones_are_told_apart(promise: Promise) -> None:
    sent, dead = promise(key="probe:sent"), promise(key="probe:dead")
    for message in (sent, dead):
        waits(message, 5000)
    Message.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=timezone.now())
    Message.objects.filter(pk=dead.pk).update(state=State.DEAD)
    assert lag() == Lag(oldest_seconds=0, has_dead=True)


@pytest.mark.parametrize(("seconds", "alarming"), [(ALARM_SECONDS - 1, False), (ALARM_SECONDS, True)])
def test_alarm_begins_at_the_limit(seconds: int, alarming: bool) -> None:
    assert Lag(seconds, has_dead=False).is_alarming is alarming


@pytest.mark.parametrize(
    ("seconds", "words"), [(660, "11 minutter"), (7199, "119 minutter"), (7200, "2 timer")]
)
def test_wait_in_words(seconds: int, words: str) -> None:
    assert (
        Lag(seconds, has_dead=False).sentence == f"Den ældste besked har ventet i {words}. Kontakt driften."
    )
