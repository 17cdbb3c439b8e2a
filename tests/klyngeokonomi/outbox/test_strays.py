"""Tasks that a worker does not know: kept once, counted, shown, taken up by the version that knows them."""

import json

import pytest
from django.test import Client
from pytest_django import Settings

from klyngeokonomi import kick
from klyngeokonomi.audit.models import Record
from klyngeokonomi.celery import app
from klyngeokonomi.outbox.models import Reason, Stray
from klyngeokonomi.outbox.strays import MOST_CHARACTERS, fits, put_aside, take_up
from klyngeokonomi.outbox.tasks import deliver
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
LIST = "/plo/outbox/stray/"


@pytest.fixture
def kicked(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """What reaches the broker's client."""
    sent: list[tuple] = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_: sent.append((name, list(args))))
    monkeypatch.setattr("klyngeokonomi.kick.settings.CELERY_BROKER_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(kick, "_quiet_until", 0.0)
    return sent


@pytest.fixture
def people(settings: Settings) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_same_task_is_one_row_that_counts() -> None:
    for _ in range(3):
        put_aside("probe.later", ([7], {}), Reason.UNKNOWN)
    put_aside("probe.later", ([8], {}), Reason.UNKNOWN)
    rows = Stray.objects.order_by("id").values_list("task", "content", "count")
    assert list(rows) == [("probe.later", "[[7], {}]", 3), ("probe.later", "[[8], {}]", 1)]


@pytest.mark.parametrize("arguments", [None, (["x" * MOST_CHARACTERS], {})])
def test_what_cannot_be_read_or_is_endless_is_kept_by_name(arguments: object) -> None:
    assert put_aside("probe", arguments, Reason.FORMAT).content == ""


def test_a_version_that_knows_the_task_takes_it_up(kicked: list[tuple]) -> None:
    put_aside("probe.later", ([7, "a"], {}), Reason.UNKNOWN)
    put_aside("probe.never", ([7], {}), Reason.UNKNOWN)
    put_aside("probe.later", ([1], {"by": 2}), Reason.UNKNOWN)
    put_aside("probe.later", ([9], {}), Reason.FORMAT)
    assert take_up({"probe.later"}) == 1
    assert kicked == [("probe.later", [7, "a"])]
    assert sorted(json.loads(row.content)[0] for row in Stray.objects.all()) == [[1], [7], [9]]
    assert take_up({"probe.later"}) == 0


def test_a_broker_that_is_away_leaves_it_on_the_list(settings: Settings) -> None:
    settings.CELERY_BROKER_URL = ""
    put_aside("probe.later", ([7], {}), Reason.UNKNOWN)
    assert take_up({"probe.later"}) == 0
    assert Stray.objects.count() == 1


@pytest.mark.parametrize(("args", "kwargs", "right"), [([1], {}, True), ([1, 2], {}, False), ([], {}, False)])
def test_arguments_of_another_version_do_not_fit(args: list, kwargs: dict, right: bool) -> None:
    assert fits(deliver.run, args, kwargs) is right


def test_staff_are_told_and_the_secretariat_clears_the_list(people: People) -> None:
    stray = put_aside("probe.later", ([7], {}), Reason.FORMAT)
    sara, rikke = as_(people.sara), as_(people.rikke)
    for client in (sara, rikke):
        assert "Opgaver er lagt til side" in client.get("/plo/").content.decode()
        assert "probe.later" in client.get(LIST).content.decode()
    chosen = {"action": "drop_chosen", "_selected_action": [stray.pk]}
    rikke.post(LIST, chosen)
    assert Stray.objects.exists()
    assert "er fjernet fra listen" in sara.post(LIST, chosen, follow=True).content.decode()
    assert not Stray.objects.exists()
    assert Record.objects.get(act="task_dropped").by == people.sara
    assert "Opgaver er lagt til side" not in sara.get("/plo/").content.decode()


@pytest.mark.parametrize("name", ["mette", "karen", "frede"])
def test_others_find_no_such_list(people: People, name: str) -> None:
    assert as_(getattr(people, name)).get(LIST).status_code == 404
