"""A-income in eIndkomst: what was kept back, and one person with both kinds of income."""

from decimal import Decimal

import pytest

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.report_income import report_income
from approvals.models import FeeStatementLine, IncomeReport, Payment
from approvals.selectors.income_proofs import check_income_reports
from approvals.selectors.income_reports import gathered, unreported_lines, why_not_below_nil, year_of
from approvals.tax_files.eindkomst import read_table
from clusters.enums import IncomeKind
from expenses.models import Voucher
from tests.factories.fees import (
    NOBODYS,
    a_month_ago,
    coordinators_contract,
    own_fee,
    paid_fee,
    settled,
    speakers_fee,
)
from tests.factories.income import KNOWN, run_done
from tests.factories.mileage import own_drive
from tests.factories.payments import batch_of, sent
from tests.factories.withholding import approved_a_fee
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


def paid(voucher: Voucher, people: People) -> Payment:
    return settled(sent(batch_of(voucher, people=people), people=people).payments.get())


def rows_of(report: IncomeReport) -> list[tuple[str, str, dict[int, str]]]:
    """(number, income type, amounts as text) as the file and the lines have them."""
    read = read_table(IncomeReport.objects.get(pk=report.pk).sealed.open()).lines
    types = report.lines.order_by("position").values_list("income_type", flat=True)
    return [
        (row.number, kind, {number: str(amount) for number, amount in row.amounts.items()})
        for row, kind in zip(read, types, strict=True)
    ]


def test_both_kinds_of_income_are_one_row_until_something_is_taken_back() -> None:
    people, month = make_people(), a_month_ago()
    contract = coordinators_contract(people, mileage=True)
    paid_fee(people, own_fee(people, contract=contract))
    drive = paid_fee(people, own_drive(people, contract=contract), income=IncomeKind.A)
    talk = paid_fee(people, speakers_fee(people, cpr=KNOWN, fixed_sum=Decimal("4000.00")))
    run_done(people)
    assert rows_of(report_income(month, by=people.sara)) == [
        (NOBODYS, "00", {36: "3500.00", 48: str(drive.amount)}),
        (KNOWN, "05", {36: "4000.00"}),
    ]

    bounce_payment(talk, by=bank_user(), reason="Kontoen er lukket")
    wage = paid(approved_a_fee(people, cpr=KNOWN), people)
    assert (wage.amount, wage.withheld) == (Decimal("3420.00"), Decimal("2580.00"))
    run_done(people)
    second = report_income(month, by=people.sara)
    assert rows_of(second) == [
        (KNOWN, "05", {36: "-4000.00"}),
        (KNOWN, "00", {13: "6000.00", 15: "2100.00", 16: "480.00"}),
    ]

    bounce_payment(wage, by=bank_user(), reason="Kontoen er lukket")
    run_done(people)
    back = gathered(unreported_lines(month))
    (person,) = {row.person for row in back}
    told = {13: Decimal("6000.00"), 15: Decimal("2100.00"), 16: Decimal("480.00")}
    assert (year_of({person}, month.year)[person], why_not_below_nil(back, month.year)) == (told, None)
    assert why_not_below_nil(back, month.year - 1) == (
        f"Lønseddel {back[0].statement.number} ville gøre årets felt 13 negativt for modtageren. "
        "Det tager Skat ikke imod."
    )
    third = report_income(month, by=people.sara)
    assert rows_of(third) == [(KNOWN, "00", {13: "-6000.00", 15: "-2100.00", 16: "-480.00"})]
    assert year_of({person}, month.year) == {person: {}}
    assert FeeStatementLine.objects.filter(reported=None).count() == 0
    assert list(check_income_reports()) == []
