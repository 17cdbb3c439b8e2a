"""What a contract pays is told to those alone who see it."""

from decimal import Decimal

import pytest

from expenses.actions.edit_voucher import edit_voucher
from expenses.selectors.contract_eyes import for_eyes_of
from expenses.selectors.fee_shown import fee_shown
from expenses.selectors.findings import judged
from tests.factories.fees import coordinators_contract, own_fee, sent
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_the_figures_of_a_contract_are_seen_by_fewer_than_the_voucher():
    people = make_people()
    contract = coordinators_contract(people, hours=Decimal("100"), hourly_rate=Decimal("1000.00"))
    fee = own_fee(people, contract=contract, rate=Decimal("1050.00"))
    fee = sent(edit_voucher(fee, by=people.karen, reason="Flere bilag."), by=people.karen)
    found = judged(fee).findings
    for user in (people.karen, people.sara, people.rikke):
        (told,) = for_eyes_of(user, fee, found)
        assert told.arithmetic == "3.675,00 kr. > 3,5 timer × 1.000,00 kr. = 3.500,00 kr."
        assert [one.label for one in fee_shown(fee, user).measures] == [
            "Denne anmodning",
            "Vejledende takst 12. maj 2026",
            "Efter kontrakten",
        ]
    (told,) = for_eyes_of(people.mette, fee, found)
    assert (told.arithmetic, told.facts, "1.000" in told.sentence) == ("", (), False)
    shown = fee_shown(fee, people.mette).measures
    assert [(one.label, one.amount, one.length) for one in shown] == [
        ("Denne anmodning", Decimal("1050.00"), 97),
        ("Vejledende takst 12. maj 2026", Decimal("1072.02"), 100),
    ]
