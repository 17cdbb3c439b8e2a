"""A month is locked when it is gone, and opened again by two; the database holds both, and the order of the steps."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from clusters.actions.lock_month import ask_to_open_month, lock_month, open_month
from clusters.models import Movement, PeriodLock
from clusters.selectors.periods import locked_months, months, was_locked
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def people() -> People:
    return make_people()


def refused(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as told:
        act(*args, **kwargs)
    return str(told.value)


def test_one_locks_and_two_open(people: People) -> None:
    lock_month(MAY, by=people.sara)
    assert refused(lock_month, MAY, by=people.sune) == "Måneden er allerede låst."
    assert refused(open_month, MAY, by=people.sune) == "Ingen har bedt om at åbne måneden."
    assert refused(ask_to_open_month, MAY, by=people.sara, reason=" ") == "Skriv, hvorfor måneden skal åbnes."
    ask_to_open_month(MAY, by=people.sara, reason="Regionen har rettet maj.")
    assert locked_months() == [MAY]
    own = refused(open_month, MAY, by=people.sara)
    assert own == "Du har selv bedt om at åbne måneden. En kollega skal åbne den."
    open_month(MAY, by=people.sune)
    assert locked_months() == [] and not was_locked(MAY)
    assert [(one.step, one.by, one.reason) for one in PeriodLock.objects.order_by("pk")] == [
        ("lock", people.sara, ""),
        ("ask", people.sara, "Regionen har rettet maj."),
        ("open", people.sune, ""),
    ]
    assert Record.objects.filter(act="period_asked").get().text == "maj 2026: Regionen har rettet maj."
    for user in (people.rikke, people.karen):
        assert refused(lock_month, APRIL, by=user) == "Det kan kun PLO's klyngesekretariat."


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (
            "2026-12-31T22:59:59Z",
            "En måned kan først låses, når den er gået.",
        ),  # one second to midnight in Denmark
        ("2026-12-31T23:00:00Z", ""),
    ],
)
def test_december_is_gone_at_danish_midnight(people: People, moment: str, sentence: str) -> None:
    with time_machine.travel(moment, tick=False):
        fund(people.cluster, "1.00", by=people.sara)
        if sentence:
            assert refused(lock_month, date(2026, 12, 1), by=people.sara) == sentence
        else:
            lock_month(date(2026, 12, 1), by=people.sara)
            assert months() == []  # the first movement is of January


@pytest.mark.parametrize(
    ("steps", "constraint"),
    [
        (["lock", "lock"], "clusters_periodlock_order"),
        (["ask"], "clusters_periodlock_order"),
        (["lock", "open"], "clusters_periodlock_order"),
        (["lock", "ask", "open"], "clusters_periodlock_two_people"),
    ],
)
def test_the_database_holds_the_order_and_the_second_person(
    people: People, steps: list[str], constraint: str
) -> None:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        last = None
        for step in steps:
            answers = last if step == "open" else None
            last = PeriodLock.objects.create(
                month=MAY, step=step, reason="Fejl", by=people.sara, answers=answers
            )
    assert broken.value.__cause__.diag.constraint_name == constraint


@pytest.mark.django_db(transaction=True)
def test_two_lock_at_once(people: People) -> None:
    outcomes = at_once([lambda: lock_month(MAY, by=people.sara)] * 2)
    assert PeriodLock.objects.count() == 1
    assert sum(isinstance(one, PeriodLock) for one in outcomes) == 1


def test_the_secretariats_page(client: Any, settings: Any, people: People) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    with time_machine.travel("2026-04-20T10:00:00Z", tick=False):
        fund(people.cluster, "100.00", by=people.sara)
    address = reverse("admin:clusters_periodlock_changelist")
    with time_machine.travel("2026-06-02T10:00:00Z", tick=False):
        client.force_login(people.sara)
        assert "Lås maj 2026" in client.get(address).content.decode()
        asked = client.post(reverse("admin:clusters_periodlock_lock", args=[2026, 4]), follow=True)
        assert "April 2026 er låst." in asked.content.decode()
        empty = client.post(reverse("admin:clusters_periodlock_ask", args=[2026, 4]), {"reason": ""})
        assert "Skriv, hvorfor måneden skal åbnes." in empty.content.decode()
        client.post(reverse("admin:clusters_periodlock_ask", args=[2026, 4]), {"reason": "Rettelse"})
        assert client.post(reverse("admin:clusters_periodlock_open", args=[2026, 4])).status_code == 409
        client.force_login(people.rikke)
        shown = client.get(address).content.decode()
        assert "Rettelse" in shown and "Lås maj 2026" not in shown
    assert Movement.objects.count() == 1
