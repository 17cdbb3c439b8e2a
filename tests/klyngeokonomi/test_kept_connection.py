"""A connection is kept from person to person; nothing that one request sets on it is there for the next (T100)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from clusters.actions.set_opening_balance import confirm_opening_balance, enter_opening_balance
from expenses.states import VoucherState
from klyngeokonomi.money import kr
from tests.factories.expenses import voucher_at
from tests.house import tree
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True)
SET = r"""["'(]\s*SET (?!LOCAL|search_path FROM)(SESSION|ROLE|\w+_timeout|\w+ *(=|TO) )"""
STATE = """
SELECT name, setting FROM pg_settings WHERE source = 'session'
UNION SELECT 'role in use', current_user::text
UNION SELECT 'advisory locks', count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
UNION SELECT 'prepared', count(*)::text FROM pg_prepared_statements WHERE from_sql
UNION SELECT 'temporary tables', count(*)::text FROM pg_class WHERE relpersistence = 't'
ORDER BY 1
"""
"""The driver's own plans (not `from_sql`) are of texts that are always the same, and hold no values."""


def state() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return cursor.fetchall()


def a_day() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the connection holds before and after the acts of several people on it."""
    people = make_people()
    before = state()
    kept = connection.connection
    voucher_at(VoucherState.APPROVED, people)
    enter_opening_balance(people.cluster, amount=kr("10.00"), by=people.sara)
    confirm_opening_balance(people.cluster, amount=kr("10.00"), by=people.sune)
    for user in (people.mette, people.karen, people.frede):
        browser = Client()
        browser.force_login(user)
        browser.get("/")
        browser.get("/healthz")
    assert connection.connection is kept
    return before, state()


@pytest.mark.case("T100")
def test_nothing_set_for_one_is_left_for_the_next() -> None:
    before, after = a_day()
    assert before == after
    assert ("role in use", "klyngeokonomi_app") in after


@pytest.mark.twin("T100")
def test_a_setting_beyond_its_transaction_is_left_for_the_next() -> None:
    def beyond(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        return execute(sql.replace("SET LOCAL", "SET"), *rest)

    try:
        with connection.execute_wrapper(beyond):
            before, after = a_day()
        assert {name for name, _ in set(after) - set(before)} == {"statement_timeout"}
    finally:
        connection.close()


@pytest.mark.case("T100")
def test_the_code_sets_nothing_beyond_a_transaction() -> None:

    found = {tree.name(path) for path in tree.code() if re.search(SET, tree.text(path))}
    assert found <= {"klyngeokonomi/database_roles.py"}
