"""Annual accounts: what was carried over, income, costs by category, and what is carried on; year by year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from approvals.actions.ask_paper import ask_accounts
from approvals.actions.make_paper import make_paper
from approvals.actions.return_voucher import return_voucher
from approvals.enums import MadeForm
from approvals.selectors.accounts import year_facts
from approvals.statements.accounts import YearFacts, compose_accounts, draw_costs
from approvals.statements.records import Balance, DoesNotAddUp
from expenses.enums import CostCategory
from expenses.states import VoucherState
from tests.approvals.statements.test_render import text_of
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

PAGE = "/konto/klynge-proeveby/aarsregnskab/"
SPENT = {"voucher_date": date(2026, 6, 12)}
EMPTY = YearFacts("Klynge", "901", 2025, True, Balance(), Balance(), (), (), Decimal("0.00"), ())


def test_a_year_that_contradicts_itself_is_no_paper() -> None:
    broken = replace(EMPTY, year=2026, costs=(("Middag", Decimal("0.01")),))
    with pytest.raises(DoesNotAddUp, match=r"giver overført, indtægter og udgifter −0,01 kr\. til rådighed"):
        compose_accounts(broken, EMPTY)
    later = Balance(Decimal("1.00"))
    with pytest.raises(DoesNotAddUp, match="2026 begynder ikke, hvor 2025 slutter"):
        compose_accounts(replace(EMPTY, year=2026, opening=later, closing=later), EMPTY)


def two_years(people: People) -> Any:
    """2026: 5.000 in, 250 for a taxi, 400 for other things. 2027: 400 is given back, and 100 spent."""
    with time_machine.travel("2026-06-15T10:00:00Z", tick=False):
        fund(people.cluster, "5000.00", by=people.sara)
        confirm_opening(people)
        voucher_at(VoucherState.APPROVED, people, **SPENT)
    with time_machine.travel("2026-12-31T22:30:00Z", tick=False):
        taken_back = voucher_at(
            VoucherState.ENDORSED, people, amount="400.00", category=CostCategory.OTHER, **SPENT
        )
    with time_machine.travel("2026-12-31T23:30:00Z", tick=False):
        return_voucher(taken_back, by=people.sara, reason="Kvitteringen mangler.")
        voucher_at(VoucherState.ENDORSED, people, amount="100.00", **SPENT)
    return taken_back


@pytest.mark.django_db
def test_two_years_of_a_cluster(client: Client) -> None:
    people = make_people()
    taken_back = two_years(people)
    facts = {year: year_facts(people.cluster, year) for year in (2025, 2026, 2027)}
    first = compose_accounts(facts[2026], facts[2025])
    second = compose_accounts(facts[2027], facts[2026])
    taxi, other = "Transport (taxa, tog, bro)", "Andet"
    assert [(one.label, str(one.amount), str(one.before)) for one in first.costs] == [
        (other, "400.00", "0.00"),
        (taxi, "250.00", "0.00"),
    ]
    assert [(one.label, str(one.amount), str(one.before)) for one in second.costs] == [
        (taxi, "100.00", "250.00"),
        (other, "-400.00", "400.00"),
    ]
    assert (first.this.income_total, first.this.closing) == (
        Decimal("5000.00"),
        Balance(Decimal("4350.00"), Decimal("650.00")),
    )
    assert (str(second.this.opening.available), str(second.this.closing.available)) == ("4350.00", "4650.00")
    assert next(one.number for one in second.this.vouchers) == taken_back.number
    drawn = draw_costs(second.costs, 2027)
    assert drawn is not None and [(bar.label, bar.length, bar.before) for bar in drawn.bars] == [
        (taxi, 75, 187),
        (other, 0, 300),
    ]
    client.force_login(people.rikke)
    shown = client.get(PAGE, {"aar": "2027"}).content.decode()
    assert "årsregnskab 2027" in shown and "4.650,00\u00a0kr." in shown and "<svg" in shown
    client.force_login(people.frede)
    assert client.get(PAGE).status_code == 404


@pytest.mark.django_db
def test_on_paper_and_as_a_workbook() -> None:
    people = make_people()
    two_years(people)
    made = {
        form: make_paper(ask_accounts(people.cluster, year=2026, form=form, by=people.karen).pk)
        for form in (MadeForm.PDF, MadeForm.XLSX)
    }
    text = text_of(bytes(made[MadeForm.PDF].content))
    for said in (
        "Årsregnskab 2026 Klynge Prøveby",
        "Andet −400,00 kr. 0,00 kr.",
        "Udgifter i alt −650,00 kr. 0,00 kr.",
        "Overføres til næste år (til rådighed) 4.350,00 kr.",
        "Godkendt, ikke udbetalt ved årets udgang 650,00 kr.",
    ):
        assert said in text
    assert made[MadeForm.PDF].fingerprint == made[MadeForm.XLSX].fingerprint
    assert made[MadeForm.XLSX].content[:4] == b"PK\x03\x04"
