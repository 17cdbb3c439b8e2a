"""Each promise of the tables of contracts and budgets, broken once at the database."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.models import Budget, Contract
from tests.factories.papers import paper
from tests.people import People, make_people

FIRST = dt.date(2026, 1, 1)


@pytest.fixture
def people(db) -> People:
    return make_people()


def made(people: People, **fields: Any) -> Contract:
    given = {
        "cluster": people.cluster,
        "outsider": "Kurt Konsulent",
        "role": "consultant",
        "valid_from": FIRST,
        "valid_to": dt.date(2026, 12, 31),
        "tasks": "Data",
        "fixed_sum": Decimal("9.00"),
        "income_kind": "b",
        "entered_by": people.karen.person,
    }
    return Contract.objects.create(**(given | fields))


def signature(people: People, **fields: Any) -> dict[str, Any]:
    given = {
        "signed_at": timezone.now(),
        "signed_by": people.karen.person,
        "document": paper(people.karen, shade=4101, read_through=False),
    }
    return given | fields


def breaches(people: People) -> dict[str, Any]:
    mette, karen, bo = (user.person for user in (people.mette, people.karen, people.bo))
    now = timezone.now()
    confirmed = {"confirmed_at": now, "confirmed_by": karen, "needs_second": True}
    stopped = {"stopped_by": karen, "stopped_on": dt.date(2026, 12, 31)}
    return {
        "one_party": {"person": mette},
        "ends_after_start": {"valid_to": dt.date(2025, 12, 31)},
        "one_pay": {"hours": 1, "hourly_rate": 1},
        "pay_above_zero": {"fixed_sum": 0},
        "invoice_has_cvr": {"income_kind": "invoice"},
        "signed_whole": {"signed_at": now},
        "own_needs_second": signature(people, person=karen, outsider=""),
        "confirmed_by_another": signature(people, person=mette, outsider="", **confirmed),
        "stopped_within": signature(people, **stopped),
        "withdrawn_unsigned": signature(people, withdrawn_at=now, withdrawn_by=bo),
    }


def test_each_promise_about_a_contract(people):
    """clusters_contract_one_party, clusters_contract_ends_after_start, clusters_contract_one_pay,
    clusters_contract_pay_above_zero, clusters_contract_invoice_has_cvr, clusters_contract_signed_whole,
    clusters_contract_own_needs_second, clusters_contract_confirmed_by_another, clusters_contract_stopped_within,
    clusters_contract_withdrawn_unsigned.
    """
    promised = {one.name.removeprefix("clusters_contract_") for one in Contract._meta.constraints}
    assert set(breaches(people)) == promised
    for rule, fields in breaches(people).items():
        with pytest.raises(IntegrityError, match=f"clusters_contract_{rule}"), transaction.atomic():
            made(people, **fields)
    made(people)


def budget(people: People, **fields: Any) -> Budget:
    sums = dict.fromkeys(("allotment", "meetings", "fees", "other"), Decimal(1))
    given = {"cluster": people.cluster, "year": 2026, "number": 1, "entered_by": people.karen.person}
    return Budget.objects.create(**(given | sums | fields))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("clusters_budget_version", {}),
        ("clusters_budget_not_negative", {"number": 2, "other": Decimal("-0.01")}),
        ("clusters_budget_year", {"year": 2019}),
    ],
)
def test_each_promise_about_a_budget(people, name, fields):
    budget(people)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        budget(people, **fields)


def test_a_budget_is_only_added_to(people):
    one = budget(people)
    for breach in (lambda: Budget.objects.update(other=2), one.delete):
        with pytest.raises(Exception, match="clusters_budget"), transaction.atomic():
            breach()
