"""The same purchase under another picture: by supplier and number, or by payee, day and amount, in one cluster."""

import datetime as dt
from decimal import Decimal

import pytest

from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Voucher
from expenses.policy.duplicate_claim import RULE
from expenses.selectors.beside import Beside, beside
from expenses.selectors.findings import findings_for
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.expenses import draft, voucher_at
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def rules_of(voucher: Voucher) -> set[str]:
    return {finding.rule for finding in findings_for(voucher)}


def other(people: People, **facts: object) -> Voucher:
    """Karen's draft of what Mette has sent; `facts` tell in what it differs."""
    return draft(people, by=people.karen, **facts)


@pytest.mark.case("T025")
def test_the_same_invoice_number_is_a_finding_also_by_the_same_person(people: People) -> None:
    first = voucher_at(VoucherState.SUBMITTED, people, invoice_number="F-77")
    again = draft(people, invoice_number="F-77", supplier="PRØVEBY TAXA", voucher_date=dt.date(2026, 6, 30))
    assert beside([again, first])[again.pk].similar == first.number
    assert RULE in rules_of(again)
    edit_voucher(again, by=people.mette, reason="")
    with pytest.raises(Refused, match=f"Skriv en begrundelse. Bilag {first.number}"):
        submit_voucher(again, by=people.mette)
    edit_voucher(again, by=people.mette, reason="Turen hjem, samme kvittering dækker begge.")
    assert submit_voucher(again, by=people.mette).state == VoucherState.SUBMITTED


@pytest.mark.case("T025")
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_colleagues_picture_of_the_same_receipt_is_a_finding(people: People, days: int) -> None:
    voucher_at(VoucherState.SUBMITTED, people)
    near = other(people, voucher_date=dt.date(2026, 5, 12) + dt.timedelta(days=days))
    assert RULE in rules_of(near)


@pytest.mark.parametrize(
    "facts",
    [{"amount": "250.01"}, {"supplier": "En anden"}, {"voucher_date": dt.date(2026, 5, 14)}],
)
def test_what_differs_is_another_purchase(people: People, facts: dict[str, object]) -> None:
    voucher_at(VoucherState.SUBMITTED, people)
    assert RULE not in rules_of(other(people, **facts))


@pytest.mark.parametrize("state", [VoucherState.DRAFT, VoucherState.WITHDRAWN, VoucherState.REJECTED])
def test_what_is_not_sent_or_is_over_is_no_double(people: People, state: VoucherState) -> None:
    voucher_at(state, people)
    assert RULE not in rules_of(other(people))


def test_ones_own_ride_home_is_no_finding(people: People) -> None:
    voucher_at(VoucherState.SUBMITTED, people)
    assert RULE not in rules_of(draft(people))


def test_the_same_payee_day_and_amount_is_a_finding_but_for_rides(people: People) -> None:
    """Two pictures of one receipt, each under its own seller's name."""
    first = voucher_at(VoucherState.SUBMITTED, people, category="other")
    again = draft(people, category="other", supplier="Bogladen")
    assert beside([again])[again.pk].similar == first.number
    for facts in ({"amount": "250.01"}, {"voucher_date": dt.date(2026, 5, 13)}):
        assert RULE not in rules_of(draft(people, category="other", supplier="Bogladen", **facts))
    assert RULE not in rules_of(other(people, category="other", supplier="Bogladen"))


@pytest.mark.twin("T025")
def test_without_the_look_at_others_one_purchase_is_sent_twice_without_a_word(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    voucher_at(VoucherState.SUBMITTED, people)
    again = other(people)
    monkeypatch.setattr("expenses.selectors.facts.beside", lambda vouchers: {again.pk: Beside()})
    edit_voucher(again, by=people.karen, reason="")
    submit_voucher(again, by=people.karen)
    sent = Voucher.objects.filter(state=VoucherState.SUBMITTED, gross=Decimal("250.00"))
    assert sent.count() == 2
