"""The terms a fee is held against: of the one contract it is made under, with what was asked for before."""

from decimal import Decimal

import pytest

from clusters.actions.sign_contract import confirm_contract
from clusters.enums import ContractRole
from expenses.actions.edit_fee import FeeInput, edit_fee
from expenses.policy.facts import ContractTerms
from expenses.selectors.facts import facts_for
from expenses.selectors.findings import judged
from tests.factories.contracts import signed
from tests.factories.fees import SHEET, coordinators_contract, own_fee, sent
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_what_was_asked_before_counts_until_it_is_too_much(django_assert_num_queries):
    people = make_people()
    contract = coordinators_contract(people, hours=Decimal("8.00"), hourly_rate=Decimal("1000.00"))
    first = own_fee(people, contract=contract)
    agreed = {"hourly_rate": Decimal("1000.00"), "hours": Decimal("8.00")}
    assert facts_for([first])[first.pk].payee.terms == ContractTerms(**agreed)
    first = sent(first, by=people.karen)
    second = sent(own_fee(people, contract=None, rate=Decimal("500.00")), by=people.karen)
    third = own_fee(people, contract=contract, rate=Decimal("900.00"))
    before = {"hours_before": Decimal("7.00"), "sum_before": Decimal("5250.00")}
    with django_assert_num_queries(8):
        facts = facts_for([first, second, third])
    assert facts[first.pk].payee.terms == ContractTerms(**agreed)
    assert facts[third.pk].payee.terms == ContractTerms(**agreed, **before)
    (found,) = [one for one in judged(third).findings if one.rule == "fee_contract"]
    assert found.arithmetic == "7 + 3,5 timer = 10,5 timer > 8 timer"
    said = FeeInput(work="coordinator", rate=Decimal("1000.00"), contract=contract, income_kind="b")
    third = edit_fee(third, said, by=people.karen, sheet=SHEET[1:])
    assert "fee_contract" not in [one.rule for one in judged(third).findings]


def test_two_that_may_be_meant_are_no_terms():
    people = make_people()
    contract = coordinators_contract(people)
    also = {"person": people.karen.person, "role": ContractRole.OTHER}
    days = {"valid_from": contract.valid_from, "valid_to": contract.valid_to}
    confirm_contract(signed(people, **also, **days), by=people.bo)
    fee = own_fee(people, contract=contract)
    assert facts_for([fee])[fee.pk].payee.terms is not None
    unnamed = own_fee(people, contract=None)
    assert (unnamed.fee.contract, facts_for([unnamed])[unnamed.pk].payee.terms) == (None, None)
