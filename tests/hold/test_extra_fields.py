"""Fields that a form does not have, by the names of the tables' own columns: nothing comes of them, and the log
tells of them without their values (T090).
"""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from clusters.admin.registers import ClusterAdmin
from clusters.models import Cluster
from expenses.selectors.content import seen_mark
from expenses.states import VoucherState
from tests.expenses.views.test_details import WHOLE
from tests.hold.access_world import World, built, undone, world
from tests.house import tree

__all__ = ["built", "world"]
TABLES = (
    "expenses_voucher",
    "expenses_line",
    "expenses_payee",
    "meetings_meeting",
    "clusters_membership",
    "clusters_person",
)
TABLES += ("clusters_cluster", "clusters_account", "clusters_movement", "approvals_decision", "clusters_user")
CLOCKS = "ARRAY['id', 'state_since', 'at', 'last_login', 'answered_at', 'version']"
WITHOUT_CLOCK = f"SELECT (to_jsonb(t) - {CLOCKS})::text AS told FROM"
SECRET = "ondsindet-4711"


def columns() -> set[str]:
    """Every column of every table of the floors, as a form field would be called."""
    return {
        field.name
        for floor in tree.FLOORS
        for model in apps.get_app_config(floor).get_models()
        for field in model._meta.fields
    }


def posts(world: World) -> Iterator[tuple[Any, str, dict[str, Any]]]:
    """(who, where, a whole form as the page sends it)."""
    people, vouchers = world.people, world.vouchers
    yield people.mette, f"/bilag/{vouchers[VoucherState.DRAFT].pk}/hvad/", {**WHOLE, "videre": "1"}
    yield people.mette, f"/bilag/{vouchers[VoucherState.DRAFT].pk}/traek-tilbage/", {}
    yield people.mette, f"/moeder/{world.meetings['planned'].pk}/svar/", {"svar": "yes"}
    waiting = vouchers[VoucherState.SUBMITTED]
    no = {"reason": "Ulæselig.", "seen": seen_mark(waiting)}
    yield people.karen, f"/godkend/{waiting.pk}/returner/", no
    cluster = reverse("admin:clusters_cluster_change", args=[people.cluster.pk])
    yield people.sara, cluster, cluster_form(people.cluster)
    person = reverse("admin:clusters_person_change", args=[people.bo.person_id])
    rows = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    yield people.sara, person, {"name": "Bo Nyt", "email": "bo@example.org", "phone": "", **rows}


def cluster_form(cluster: Cluster) -> dict[str, Any]:
    return {
        "number": "901",
        "name": "Nyt navn",
        "region": cluster.region,
        "active_from": "01.01.2020",
        "active_to": "",
    }


def outcome(user: Any, address: str, data: dict[str, Any]) -> tuple[int, list[str]]:
    """The status, and what stands in the tables afterwards but for the clock; then undone."""
    browser = Client()
    browser.force_login(user)
    with undone(), connection.cursor() as cursor:
        status = browser.post(address, data).status_code
        rows = []
        for table in TABLES:
            cursor.execute(
                f"SELECT coalesce(string_agg(told, '|' ORDER BY told), '') FROM ({WITHOUT_CLOCK} {table} t) x"
            )
            rows.append(cursor.fetchone()[0])
    return status, rows


def taken(world: World) -> list[str]:
    """Where the outcome is another when every column's name is posted too."""
    found = []
    for user, address, data in posts(world):
        extra = {name: SECRET for name in columns() if name not in data and f"linje-0-{name}" not in data}
        extra |= {
            "is_superuser": "on",
            "state": "approved",
            "cluster": world.theirs.people.cluster.pk,
            "amount_approved": "9999",
        }
        extra = {name: value for name, value in extra.items() if name not in data}
        if outcome(user, address, data) != outcome(user, address, {**extra, **data}):
            found.append(address)
    return found


def told(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [
        one.msg
        for one in caplog.records
        if isinstance(one.msg, dict) and one.msg["event"] == "posted_fields_unread"
    ]


@pytest.mark.case("T090")
def test_nothing_comes_of_fields_the_form_does_not_have(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert taken(world) == []
    assert len(told(caplog)) == len(list(posts(world)))
    assert SECRET not in caplog.text


@pytest.mark.case("T090")
def test_the_log_names_page_person_and_fields(world: World, caplog: pytest.LogCaptureFixture) -> None:
    withdraw_with_more(world)
    line = told(caplog)[0]
    assert (line["page"], line["user_id"]) == ("expenses:voucher_withdraw", world.people.mette.pk)
    assert line["fields"] == ["amount_approved", "odd?name", "state"]
    assert SECRET not in caplog.text


def withdraw_with_more(world: World) -> None:
    browser = Client()
    browser.force_login(world.people.mette)
    extra = dict.fromkeys(("state", "amount_approved", "odd\nname"), SECRET)
    browser.post(f"/bilag/{world.vouchers[VoucherState.DRAFT].pk}/traek-tilbage/", extra)


@pytest.mark.twin("T090")
def test_a_page_that_takes_a_column_more_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ClusterAdmin, "fields", [*ClusterAdmin.fields, "slug"])
    assert any("/clusters/cluster/" in one for one in taken(world))


@pytest.mark.twin("T090")
def test_without_the_middleware_nobody_is_told(
    world: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "unread_fields" not in one]
    withdraw_with_more(world)
    assert told(caplog) == []
