import pytest

from expenses.enums import CostCategory, Outcome
from tests.expenses.policy.claims import claim, found, line, only

RULE = "hardware_purpose"


@pytest.mark.parametrize("gross", ["0.01", "8000.00", None])
def test_any_hardware_asks_what_it_is_for(gross):
    finding = only(claim(line("hardware", gross, "0")), RULE)
    assert finding.outcome == Outcome.REASON
    assert finding.heading == "Køb af IT – Hardware"
    assert finding.sentence == (
        "IT-udstyr betales kun til klyngens arbejde, for eksempel en bærbar computer til koordinatoren eller "
        "en projektor til møderne. Skriv, hvad det er, og hvad det skal bruges til."
    )
    assert finding.field == "reason"


def test_a_text_that_names_what_the_guide_names_still_asks():
    laptop = claim(line("hardware", "8000.00", "1600.00"), text="Bærbar computer til koordinatoren")
    assert found(laptop) == [(RULE, Outcome.REASON)]


def test_several_lines_ask_once_and_unknown_vat_changes_nothing():
    both = claim(line("hardware", "8000.00"), line("hardware", "99999.00", "0"), line("lunch", "90.00", "0"))
    assert found(both) == [(RULE, Outcome.REASON)]


@pytest.mark.parametrize("category", [one for one in CostCategory if one != CostCategory.HARDWARE])
def test_nothing_else_asks(category):
    assert RULE not in dict(found(claim(line(category, "100.00", "0"))))
