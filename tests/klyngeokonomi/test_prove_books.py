"""The books are proven every night: what it said is kept, shown, and mailed once when something is wrong."""

import datetime as dt
from typing import Any

import psycopg
import pytest
import time_machine
from celery import current_app
from django.test import Client

from clusters.models import Movement
from klyngeokonomi.audit.models import BookProof
from klyngeokonomi.management.commands import check_books
from klyngeokonomi.metrics import _books
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.prove_books import prove_books
from klyngeokonomi.tasks import prove_books as task
from tests.factories.clusters import fund
from tests.hold.sabotage import without_trigger
from tests.people import make_people


def front(client: Client, settings: Any, user: Any) -> str:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    client.force_login(user)
    return client.get("/plo/").content.decode()


@pytest.mark.django_db
def test_a_quiet_night(client: Client, settings: Any) -> None:
    people = make_people()
    assert "Regnskabet er ikke bevist endnu." in front(client, settings, people.sara)
    with time_machine.travel("2026-11-22T02:10:00Z", tick=False):
        task()
    assert BookProof.objects.get().faults == 0 and not Message.objects.exists()
    with time_machine.travel("2026-11-22T08:00:00Z", tick=False):
        assert "Regnskabet er bevist i nat kl. 03.10 uden fejl." in front(client, settings, people.sara)
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False):
        assert "Regnskabet er ikke bevist i nat" in front(client, settings, people.rikke)


@pytest.mark.django_db(transaction=True)
def test_a_night_that_finds_something(client: Client, settings: Any, owner: psycopg.Connection[Any]) -> None:
    people = make_people()
    fund(people.cluster, "100.00", by=people.sara)
    with without_trigger(owner, "clusters_movement", "clusters_movement_append_only"):
        owner.execute("UPDATE clusters_movement SET amount = 90")
        assert Movement.objects.get().amount == 90
        first, again = prove_books(), prove_books()
    assert first.faults == again.faults == 3
    assert first.sentences[1].startswith(
        "Kontoens summer (I1, I3): Klynge Prøveby: kontoen siger 100,00 kr. i «available», "
        "men bevægelserne giver 90,00 kr."
    )
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == (settings.PLO_EMAIL, "Regnskabet går ikke op: nattens bevis fandt fejl")
    assert "3\u00a0fejl" in mail.body_text and "- Kontoens summer (I1, I3)" in mail.body_text
    shown = front(client, settings, people.sara)
    assert "Regnskabet går ikke op" in shown and "men bevægelserne giver 90,00 kr." in shown
    assert {one.name: one.samples[0].value for one in _books()}["ko_books_faults"] == 3


@pytest.mark.django_db
def test_a_proof_that_breaks_is_a_fault_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise ValueError
        yield

    monkeypatch.setattr("klyngeokonomi.prove_books.PROOFS", [("Et bevis", broken), *check_books.PROOFS])
    assert prove_books().sentences == ["Et bevis: Beviset kunne ikke føres (ValueError). Kontakt driften."]


def test_it_is_the_clocks_job_at_ten_past_three() -> None:
    planned = current_app.conf.beat_schedule["prove-books"]
    assert planned["task"] == task.name
    now = dt.datetime(2026, 11, 22, 3, 0, tzinfo=current_app.timezone)
    assert (planned["schedule"].hour, planned["schedule"].minute, now.utcoffset()) == (
        {3},
        {10},
        dt.timedelta(hours=1),
    )
