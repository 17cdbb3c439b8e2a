"""In the admin nothing is added, changed or deleted past an action, by whatever door Django has (T096)."""

from collections.abc import Iterable, Iterator

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from clusters.admin.kept import KeptAdmin, KeptInline
from clusters.models import Person
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from tests.hold.access_walk import sign_in
from tests.hold.access_world import World, built, quiet, undone, world

__all__ = ["built", "quiet", "world"]
pytestmark = pytest.mark.usefixtures("quiet")
MONEY = (
    "clusters_account",
    "clusters_movement",
    "approvals_decision",
    "expenses_voucher",
    "expenses_move",
    "expenses_line",
)
EVIDENCE = (
    *MONEY,
    "meetings_attendancelist",
    "audit_record",
    "outbox_message",
    "clusters_membership",
    "clusters_person",
)
UNTOUCHED = {"audit_record": "WHERE act <> 'act_refused'"}
"""That an attempt was refused is written down, and is all that may be."""
STRAIGHT, ROUNDABOUT = ("",), ("?_popup=1", "?_to_field=id")
"""A page as it is, and as Django opens it beside another one: the same code, asked in `make long`."""
KEPT_ON_PURPOSE = {"clusters.Person", "clusters.Cluster", "clusters.Clinic", "clusters.Membership"}


def fingerprint() -> dict[str, str]:
    """A digest of every row of the tables that hold money, decisions and traces."""
    with connection.cursor() as cursor:
        found = {}
        for table in EVIDENCE:
            cursor.execute(
                "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
                f" FROM {table} t {UNTOUCHED.get(table, '')}"
            )
            found[table] = cursor.fetchone()[0]
    return found


def attempts(name: str, pk: object, ways: tuple[str, ...]) -> Iterator[tuple[str, dict[str, object]]]:
    """Every way Django's admin has to write a row, with what its own pages would send."""
    everything = {
        "id": pk,
        "amount": "1,00",
        "state": "approved",
        "reason": "ret",
        "text": "ret",
        "floor": "-1",
        "_save": "1",
    }
    chosen = {"action": "delete_selected", "_selected_action": [pk], "post": "yes", "index": "0"}
    edited = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": pk,
        "form-0-state": "approved",
        "_save": "1",
    }
    for query in ways:
        yield reverse(f"{name}_add") + query, everything
        yield reverse(f"{name}_change", args=[pk]) + query, everything
        yield reverse(f"{name}_delete", args=[pk]) + query, {"post": "yes"}
    yield reverse(f"{name}_history", args=[pk]), {"post": "yes"}
    yield reverse(f"{name}_changelist"), chosen
    yield reverse(f"{name}_changelist"), edited


def written_past_actions(
    world: World, models: Iterable[type[Model]], ways: tuple[str, ...] = STRAIGHT
) -> list[str]:
    """Tables that a secretary's posts to Django's own pages of these models changed."""
    browser, found = Client(raise_request_exception=False), []
    sign_in(browser, world.people.sara)
    before = fingerprint()
    for model in models:
        row = model._default_manager.order_by("-pk").first()
        if model._meta.label in KEPT_ON_PURPOSE or row is None:
            continue
        with undone():
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            for address, data in attempts(name, row.pk, ways):
                browser.post(address, data)
            now = fingerprint()
        found += [f"{table} by {model._meta.label}" for table in now if now[table] != before[table]]
    return found


@pytest.mark.case("T096")
@pytest.mark.parametrize("ways", [STRAIGHT, pytest.param(ROUNDABOUT, marks=pytest.mark.long)])
def test_no_door_of_the_admin_writes_money_or_decisions(world: World, ways: tuple[str, ...]) -> None:
    assert len(admin.site._registry) > 12
    assert written_past_actions(world, admin.site._registry, ways) == []


@pytest.mark.twin("T096")
def test_an_admin_that_may_change_and_delete_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for right in ("has_change_permission", "has_delete_permission"):
        monkeypatch.setattr(ReadOnlyAdmin, right, lambda self, request, obj=None: True)
    assert written_past_actions(world, [Message]) == ["outbox_message by outbox.Message"]


@pytest.mark.case("T096")
def test_no_page_deletes_edits_in_its_list_or_has_djangos_bulk_actions(world: World) -> None:
    request = RequestFactory().get("/plo/")
    request.user = world.people.sara
    for model, page in admin.site._registry.items():
        name = model._meta.label
        assert isinstance(page, ReadOnlyAdmin), name
        assert "delete_selected" not in page.get_actions(request), name
        assert not page.list_editable, name
        assert not page.has_delete_permission(request), name
        if isinstance(page, KeptAdmin):
            continue
        for inline in page.get_inline_instances(request):
            assert not inline.has_delete_permission(request), name
            assert not inline.has_change_permission(request), name


def test_a_registers_rows_have_no_delete_either(world: World) -> None:
    request = RequestFactory().get("/plo/")
    request.user = world.people.sara
    for page in admin.site._registry.values():
        for inline in page.get_inline_instances(request, Person()):
            if isinstance(inline, KeptInline):
                assert not inline.can_delete


def test_every_long_list_can_be_narrowed_to_any_row() -> None:
    """A list counts and shows no further than a thousand rows; what lies beyond is reached by search or filter."""
    few = {
        "expenses.Rate",
        "clusters.Allotment",
        "clusters.AllotmentRate",
    }  # of one rate and of one year: never more than some hundred
    for model, page in admin.site._registry.items():
        if model._meta.label not in few:
            assert page.search_fields or page.list_filter, model._meta.label
