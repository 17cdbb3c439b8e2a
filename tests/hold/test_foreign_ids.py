"""Numbers of another cluster's rows in every field that takes one (T089)."""

import importlib
import inspect
import pkgutil
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client

from clusters.models import Contract, Membership
from expenses.actions import edit_voucher
from expenses.models import Voucher
from expenses.states import VoucherState
from meetings.models import Meeting, Participant
from tests.expenses.views.test_details import WHOLE
from tests.factories.meetings import evening
from tests.hold.access_world import World, built, world
from tests.house import tree

__all__ = ["built", "world"]
Try = Callable[[World, Client, Client], None]


def planned(world: World) -> dict[str, Any]:
    when = {"date": f"{evening(9):%Y-%m-%d}", "start": "18:00", "end": "21:00"}
    what = {"kind": "ordinary", "topic": "Ny", "place": "Kro", "country": "DK", "programme": "Oplæg"}
    return {"cluster": world.theirs.people.cluster.pk, "form_key": uuid.uuid4(), **when, **what}


def begun(**fields: object) -> dict[str, object]:
    return {"kind": "outlay", "form_key": uuid.uuid4(), **fields}


def details(world: World, browser: Client, **fields: object) -> None:
    draft = world.vouchers[VoucherState.DRAFT]
    browser.post(f"/bilag/{draft.pk}/hvad/", {**WHOLE, "videre": "1", **fields})


def deputy(world: World, mette: Client, karen: Client) -> None:
    days = {"valid_from": f"{evening(1):%Y-%m-%d}", "valid_to": f"{evening(9):%Y-%m-%d}"}
    foreign = {"person": world.theirs.people.mette.person_id, **days}
    karen.post(f"/medlemmer/{world.people.cluster.slug}/stedfortraeder/", foreign)


def contract(world: World, mette: Client, karen: Client) -> None:
    terms = {"form_key": uuid.uuid4(), "role": "other", "tasks": "Data", "fixed_sum": "9", "income_kind": "b"}
    days = {"valid_from": f"{evening(1):%Y-%m-%d}", "valid_to": f"{evening(9):%Y-%m-%d}"}
    foreign = {"person": world.theirs.people.mette.person_id, **terms, **days}
    karen.post(f"/kontrakter/{world.people.cluster.slug}/ny/", foreign)


def presence(world: World, mette: Client, karen: Client) -> None:
    foreign = world.theirs.meetings["planned"].participants.order_by("pk").first().pk
    address = f"/moeder/{world.meetings['planned'].pk}/fremmoede/"
    karen.post(address, {f"was{foreign}": "unknown", f"p{foreign}": "attended"})


def account(world: World, mette: Client, karen: Client) -> None:
    foreign = world.theirs.vouchers[VoucherState.DRAFT].payee_account_id
    mette.post(f"/bilag/{world.vouchers[VoucherState.DRAFT].pk}/modtager/", {"account": foreign, "gem": "1"})


def their(world: World) -> int:
    return world.theirs.meetings["held"].pk


FIELDS: dict[str, Try] = {
    "clusters.forms.deputy.DeputyForm.person": deputy,
    "clusters.forms.contract.ContractForm.person": contract,
    "meetings.forms.plan.NewMeetingForm.cluster": lambda w, mette, karen: karen.post(
        "/moeder/nyt/", planned(w)
    ),
    "expenses.forms.papers.NewVoucherForm.klynge": lambda w, mette, karen: mette.post(
        "/bilag/nyt/", begun(klynge=w.theirs.people.cluster.pk)
    ),
    "expenses.forms.papers.NewVoucherForm.moede": lambda w, mette, karen: mette.post(
        "/bilag/nyt/", begun(moede=their(w))
    ),
    "expenses.forms.filters.VoucherFilterForm.moede": lambda w, mette, karen: mette.get(
        "/bilag/", {"hvem": "alle", "moede": their(w)}
    ),
    "expenses.forms.details.DetailsForm.other_meeting": lambda w, mette, karen: details(
        w, mette, meeting="andet", other_meeting=their(w)
    ),
    "expenses.forms.details.DetailsForm.meeting": lambda w, mette, karen: details(w, mette, meeting=their(w)),
    "expenses.forms.payee.PayeeForm.account": account,
    "meetings.forms.attendance.marks_from": presence,
}
"""Each field that takes a row's number, and one who tries another cluster's there."""
NUMBERS_WITHOUT_A_FIELD = {
    "expenses.forms.details.DetailsForm.meeting",
    "expenses.forms.payee.PayeeForm.account",
    "meetings.forms.attendance.marks_from",
}
"""Choices made of rows, which the walk cannot see by their kind."""


def fields_of_rows() -> Iterator[str]:
    """Every field of every form of the floors that is a choice among rows."""
    for floor in tree.FLOORS:
        package = importlib.import_module(f"{floor}.forms")
        for one in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{floor}.forms.{one.name}")
            for name, form in inspect.getmembers(module, inspect.isclass):
                if not issubclass(form, forms.BaseForm) or form.__module__ != module.__name__:
                    continue
                if issubclass(form, forms.ModelForm):
                    continue
                for field, kind in form.base_fields.items():
                    if isinstance(kind, forms.ModelChoiceField):
                        yield f"{module.__name__}.{name}.{field}"


def crossed(world: World) -> list[str]:
    """Rows that tie the two clusters together, or were begun in the other one."""
    ours, theirs = world.people.cluster.pk, world.theirs.people
    people = [theirs.mette.person_id, theirs.karen.person_id]
    found = {
        "voucher": Voucher.objects.filter(cluster=ours, meeting__cluster=theirs.cluster.pk),
        "payee": Voucher.objects.filter(cluster=ours, payee__person__in=people),
        "begun": Voucher.objects.filter(cluster=theirs.cluster.pk, claimant=world.people.mette.person_id),
        "deputy": Membership.objects.filter(cluster=ours, person__in=people),
        "contract": Contract.objects.filter(cluster=ours, person__in=people),
        "meeting": Meeting.objects.filter(cluster=theirs.cluster.pk, created_by=world.people.karen),
        "presence": Participant.objects.filter(meeting=world.theirs.meetings["planned"], presence="attended"),
    }
    return [name for name, rows in found.items() if rows.exists()]


def browsers(world: World) -> tuple[Client, Client]:
    made = Client(raise_request_exception=False), Client(raise_request_exception=False)
    for browser, user in zip(made, (world.people.mette, world.people.karen), strict=True):
        browser.force_login(user)
    return made


@pytest.mark.case("T089")
def test_a_foreign_number_is_taken_by_no_field(world: World) -> None:
    assert set(fields_of_rows()) | NUMBERS_WITHOUT_A_FIELD == set(FIELDS)
    for name, attempt in FIELDS.items():
        attempt(world, *browsers(world))
        assert crossed(world) == [], name


def any_row(field: forms.ModelChoiceField, value: object) -> object:
    """A choice that looks up whatever number it is given."""
    return field.queryset.model.objects.filter(pk=value).first() if value else None


@pytest.mark.twin("T089")
def test_without_scoped_choices_a_foreign_meeting_comes_on_a_voucher(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms.ModelChoiceField, "to_python", any_row)
    monkeypatch.setattr(edit_voucher, "_check_belongs", lambda voucher, fields: None)
    FIELDS["expenses.forms.details.DetailsForm.other_meeting"](world, *browsers(world))
    assert crossed(world) == ["voucher"]
