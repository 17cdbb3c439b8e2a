"""The database restarts, crashes, hangs, or has no room for one more: what people see, and what is left."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
import pytest
import requests
from django.db import connection

from approvals.models import Decision
from expenses.states import VoucherState
from klyngeokonomi.database_url import APP_ROLE
from klyngeokonomi.development.fault_plans import lay
from klyngeokonomi.embedded import places
from klyngeokonomi.processes import Process
from tests.factories.expenses import voucher_at
from tests.hold.ground.browser import Answer, Browser
from tests.hold.ground.build import Ground
from tests.people import People

pytestmark = pytest.mark.services
IMPATIENT, UNGUARDED = "tests.hold.ground.impatient", "tests.hold.ground.unguarded"
THREADS = 8
"""Of one web server: two processes with four threads."""
SECONDS = 6
"""Above the time limits of the guarded server, below what the unguarded one is made to wait."""


@pytest.fixture(scope="module")
def guarded(running_ground: tuple[Ground, People]) -> Iterator[Process]:
    """A web server of the product, with its time limits shortened."""
    process = running_ground[0].start_web(IMPATIENT)
    process.wait()
    yield process
    process.kill()


@pytest.fixture(scope="module")
def unguarded(running_ground: tuple[Ground, People]) -> Iterator[Process]:
    """One on the same database with its guards out, for the twins."""
    process = running_ground[0].start_web(UNGUARDED)
    process.wait()
    yield process
    process.kill()


def browser(web: Process, user: Any) -> Browser:
    return Browser(f"http://localhost:{web.port}", user)


def at_once(act: Callable[[], Answer], times: int = 2 * THREADS) -> list[Answer]:
    with ThreadPoolExecutor(times) as pool:
        return [one.result() for one in [pool.submit(act) for _ in range(times)]]


def asks_to_try_again(answer: Answer) -> bool:
    return answer.status == 503 and "hent siden igen" in answer.text


def ask_health(web: Process) -> Answer:
    """As what watches the machine asks: with no session."""
    got = requests.get(f"http://localhost:{web.port}/healthz", timeout=SECONDS)
    return Answer(got.status_code, text=got.text)


def is_red(health: Answer) -> bool:
    assert health.text.startswith("{"), health
    return health.status == 503 and json.loads(health.text)["database"] == "down"


def warm(karen: Browser) -> None:
    """Every thread of the web server has a connection that works."""
    for _ in range(10):
        if {answer.status for answer in at_once(lambda: karen.get("/godkend/"))} == {200}:
            return
    pytest.fail("The web server does not come round.")


def after_a_restart(ground: Ground, karen: Browser) -> list[Answer]:
    """The next requests after the database has restarted under a web server that was warm."""
    warm(karen)
    ground.restart_postgres()
    return at_once(lambda: karen.get("/godkend/"))


@pytest.mark.case("T043")
def test_after_a_restart_the_next_request_is_fine(ground: Ground, crew: People, guarded: Process) -> None:
    karen = browser(guarded, crew.karen)
    assert {answer.status for answer in after_a_restart(ground, karen)} == {200}
    answers: list[Answer] = []
    ended = threading.Event()

    def work() -> None:
        while not ended.is_set():
            answers.append(karen.get("/godkend/"))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    ground.restart_postgres()
    ended.set()
    for thread in threads:
        thread.join()
    assert [one for one in answers if one.status != 200 and not asks_to_try_again(one)] == []
    assert {answer.status for answer in at_once(lambda: karen.get("/godkend/"))} == {200}


@pytest.mark.twin("T043")
def test_without_the_look_at_kept_connections_the_next_requests_fail(
    ground: Ground, crew: People, unguarded: Process
) -> None:
    answers = after_a_restart(ground, browser(unguarded, crew.karen))
    assert {answer.status for answer in answers} >= {503}


def told_and_gone(ground: Ground, crew: People, web: Process) -> list[int]:
    """Vouchers whose endorsement was answered with yes, and which are not endorsed after the crash."""
    vouchers = [voucher_at(VoucherState.SUBMITTED, crew, amount="10.00") for _ in range(3)]
    karen = browser(web, crew.karen)
    with ground.superuser() as superuser:
        superuser.execute("CHECKPOINT")
    seen = {one.pk: karen.seen(f"/godkend/{one.pk}/") for one in vouchers}
    told = [pk for pk in seen if karen.post(f"/godkend/{pk}/godkend/", {"seen": seen[pk]}).status == 302]
    ground.crash_postgres()
    ground.start_postgres()
    assert len(told) == len(vouchers)
    kept = set(Decision.objects.filter(verdict="endorse").values_list("voucher_id", flat=True))
    return [pk for pk in told if pk not in kept]


@pytest.mark.case("T044")
def test_what_was_answered_before_a_crash_is_there_after_it(
    ground: Ground, crew: People, guarded: Process
) -> None:
    assert told_and_gone(ground, crew, guarded) == []


@pytest.mark.twin("T044")
def test_with_commits_that_do_not_wait_for_the_disk_told_acts_are_gone(
    ground: Ground, crew: People, guarded: Process
) -> None:
    with commits_that_do_not_wait(ground):
        assert told_and_gone(ground, crew, guarded) != []


@contextmanager
def commits_that_do_not_wait(ground: Ground) -> Iterator[None]:
    def tell(*statements: str) -> None:
        with ground.superuser() as superuser:
            for statement in statements:
                superuser.execute(statement)
            superuser.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [APP_ROLE]
            )
        connection.close()

    tell(
        f"ALTER ROLE {APP_ROLE} SET synchronous_commit = off",
        "ALTER SYSTEM SET wal_writer_delay = '10s'",
        "ALTER SYSTEM SET wal_writer_flush_after = '1GB'",
        "SELECT pg_reload_conf()",
    )
    try:
        yield
    finally:
        tell(
            f"ALTER ROLE {APP_ROLE} RESET synchronous_commit",
            "ALTER SYSTEM RESET wal_writer_delay",
            "ALTER SYSTEM RESET wal_writer_flush_after",
            "SELECT pg_reload_conf()",
        )


@contextmanager
def table_held(ground: Ground, *tables: str) -> Iterator[None]:
    """Nobody can read these: what a database that does not get on looks like from outside."""
    with ground.superuser() as superuser, superuser.transaction():
        for table in tables:
            superuser.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield


def while_it_hangs(ground: Ground, karen: Browser, web: Process) -> tuple[Answer, Answer]:
    """A page of vouchers, and the health page, while the tables behind them give no answer."""
    with table_held(ground, "expenses_voucher", "outbox_message"), ThreadPoolExecutor(2) as pool:
        page, health = pool.submit(karen.get, "/godkend/", SECONDS), pool.submit(ask_health, web)
        return page.result(), health.result()


def held_up_by_a_sleeper(ground: Ground, crew: People, web: Process) -> Answer:
    """Karen's press falls asleep inside its transaction; Dorte presses the same button meanwhile."""
    voucher = voucher_at(VoucherState.SUBMITTED, crew, amount="10.00")
    karen, dorte = browser(web, crew.karen), browser(web, crew.dorte)
    seen = dorte.seen(f"/godkend/{voucher.pk}/")
    lay(ground.faults, "voucher.moved", f"sleep {SECONDS + 2}")
    with ThreadPoolExecutor(1) as pool:
        sleeping = pool.submit(
            karen.post, f"/godkend/{voucher.pk}/godkend/", {"seen": seen}, None, 2 * SECONDS
        )
        time.sleep(0.7)
        answer = dorte.post(f"/godkend/{voucher.pk}/godkend/", {"seen": seen}, patience=SECONDS - 1)
        sleeping.result()
    assert Decision.objects.filter(voucher=voucher).count() == 1
    return answer


@contextmanager
def no_slots_left(ground: Ground) -> Iterator[None]:
    """Every connection the server has is somebody else's."""
    with ExitStack() as stack, ground.superuser() as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [APP_ROLE]
        )
        url = places.postgres_url(APP_ROLE, var=ground.folder)
        with pytest.raises(psycopg.OperationalError, match=r"slots are reserved|too many clients"):
            for _ in range(100):
                stack.enter_context(psycopg.connect(url))
        connection.close()
        yield


@pytest.mark.case("T045")
def test_a_database_that_hangs_or_is_full_gives_a_page_that_says_try_again(
    ground: Ground, crew: People, guarded: Process
) -> None:
    karen = browser(guarded, crew.karen)
    page, health = while_it_hangs(ground, karen, guarded)
    assert asks_to_try_again(page)
    assert is_red(health)
    assert karen.get("/godkend/").status == 200
    with no_slots_left(ground):
        page, health = karen.get("/godkend/"), ask_health(guarded)
    assert asks_to_try_again(page)
    assert is_red(health)
    assert (karen.get("/godkend/").status, ask_health(guarded).status) == (200, 200)
    assert held_up_by_a_sleeper(ground, crew, guarded).status == 302


@pytest.mark.twin("T045")
def test_without_time_limits_a_request_waits_as_long_as_the_database(
    ground: Ground, crew: People, unguarded: Process
) -> None:
    karen = browser(unguarded, crew.karen)
    warm(karen)
    page, _health = while_it_hangs(ground, karen, unguarded)
    assert page.status == 0
    assert held_up_by_a_sleeper(ground, crew, unguarded).status == 0
