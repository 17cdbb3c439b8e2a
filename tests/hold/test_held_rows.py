"""Rows that somebody else holds: bounded waiting, one more try after a deadlock, a plain page, nothing half done."""

import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from approvals.models import Decision
from clusters.models import Movement
from expenses.models import Move, Voucher
from expenses.selectors.content import seen_mark
from expenses.states import VoucherState
from klyngeokonomi import act
from klyngeokonomi.development.fault_plans import during
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.usefixtures("quick_papers")
VOUCHER = "SELECT 1 FROM expenses_voucher WHERE id = %s FOR UPDATE"
ACCOUNT = "SELECT 1 FROM clusters_account WHERE cluster_id = %s FOR UPDATE"


@pytest.fixture
def people(owner: psycopg.Connection) -> People:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    return people


@pytest.fixture
def patience() -> Iterator[Callable[[str], None]]:
    """How long this connection waits for a row; afterwards as the product has it."""

    def wait_at_most(limit: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [limit])

    yield wait_at_most
    wait_at_most("5s")


def press(people: People, voucher: Voucher) -> HttpResponse:
    client = Client(raise_request_exception=False)
    client.force_login(people.karen)
    return client.post(f"/godkend/{voucher.pk}/godkend/", {"seen": seen_mark(voucher)})


def nothing_done(voucher: Voucher) -> bool:
    """Not a row of an endorsement."""
    moves = list(Move.objects.filter(voucher=voucher).values_list("verb", flat=True))
    return moves == ["submit"] and not Decision.objects.exists() and Movement.objects.count() == 1


def test_the_app_waits_five_seconds_for_a_row_and_no_more(people: People) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("5s",)


@pytest.mark.case("T017")
@pytest.mark.parametrize("held", [VOUCHER, ACCOUNT])
def test_a_held_row_is_a_plain_page_with_nothing_half_done(
    people: People, owner: psycopg.Connection, patience: Callable[[str], None], held: str
) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    patience("200ms")
    with owner.transaction():
        owner.execute(held, [voucher.pk if held == VOUCHER else people.cluster.pk])
        answer = press(people, voucher)
        assert answer.status_code == 409
        assert "Prøv igen om et øjeblik" in answer.content.decode()
        assert nothing_done(voucher)
    assert press(people, voucher).status_code == 302


@pytest.mark.twin("T017")
def test_without_its_limit_the_page_hangs_for_as_long_as_the_row_is_held(
    people: People, owner: psycopg.Connection, patience: Callable[[str], None]
) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    answers: list[int] = []

    def endless() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
        answers.append(press(people, voucher).status_code)
        connection.close()

    with owner.transaction():
        owner.execute(VOUCHER, [voucher.pk])
        waiting = threading.Thread(target=endless)
        waiting.start()
        waiting.join(1.5)
        assert waiting.is_alive()
    waiting.join()
    assert answers == [302]


def crossed(people: People, owner: psycopg.Connection) -> tuple[HttpResponse, Voucher]:
    """An endorsement holds the voucher and wants the account, another holds the account and wants the voucher."""
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    answers: list[HttpResponse] = []
    on_its_way = threading.Event()

    def endorse() -> None:
        answers.append(press(people, voucher))
        connection.close()

    with during({"endorse.moved": on_its_way.set}), owner.transaction():
        owner.execute(ACCOUNT, [people.cluster.pk])
        waiting = threading.Thread(target=endorse)
        waiting.start()
        assert on_its_way.wait(10)
        time.sleep(0.3)  # the endorsement stands in line first, so it is the one that finds the deadlock
        owner.execute(VOUCHER, [voucher.pk])
    waiting.join()
    return answers[0], voucher


@pytest.mark.case("T016")
def test_the_loser_of_a_deadlock_is_done_once_more(people: People, owner: psycopg.Connection) -> None:
    answer, voucher = crossed(people, owner)
    assert answer.status_code == 302
    assert Decision.objects.count() == 1
    assert Movement.objects.filter(reference__startswith=f"voucher:{voucher.pk}:").count() == 1


@pytest.mark.case("T016")
def test_a_second_deadlock_is_a_plain_sentence(
    people: People, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(act, "TRIES", 1)
    answer, voucher = crossed(people, owner)
    assert answer.status_code == 409
    assert act.BUSY in answer.content.decode()
    assert nothing_done(voucher)


@pytest.mark.twin("T016")
def test_without_the_second_try_the_loser_gets_an_error_page(
    people: People, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(act, "_try", lambda action: transaction.atomic(action)())
    answer, voucher = crossed(people, owner)
    assert answer.status_code == 503
    assert nothing_done(voucher)
