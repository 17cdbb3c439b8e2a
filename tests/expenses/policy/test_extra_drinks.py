import pytest

from expenses.enums import Outcome
from tests.expenses.policy.claims import claim, found, line, only

RULE = "extra_drinks"
DRINKS = line("drinks", "1200.00", "240.00")


def test_a_bill_for_drinks_alone_stops():
    finding = only(claim(DRINKS, line("drinks", "50.00", "10.00")), RULE)
    assert (finding.outcome, finding.heading) == (Outcome.STOP, "Forplejning")
    assert finding.facts == (("Drikkevarer inkl. moms", "1.250,00 kr."),)
    assert "betaler deltagerne selv på en regning for sig" in finding.sentence


@pytest.mark.parametrize("meal", ["lunch", "dinner"])
def test_drinks_on_the_bill_of_a_meal_belong_to_its_price(meal):
    assert RULE not in dict(found(claim(DRINKS, line(meal, "1000.00", "200.00"))))


@pytest.mark.parametrize("stay", ["accommodation", "conference_package"])
def test_beside_a_package_they_are_beyond_it(stay):
    assert only(claim(DRINKS, line(stay, "1000.00", "200.00")), RULE).heading == "Internater"


def test_beside_a_room_they_are_a_bill_of_their_own():
    assert (RULE, Outcome.STOP) in found(claim(DRINKS, line("room", "1000.00", "200.00")))


def test_a_draft_without_amount_is_told_already():
    assert (RULE, Outcome.STOP) in found(claim(line("drinks", None)))


def test_no_drinks_nothing_found():
    assert found(claim(line("dinner", "1000.00", "200.00"))) == []
