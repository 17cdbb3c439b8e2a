from decimal import Decimal

import pytest

from expenses.enums import Outcome
from expenses.policy.facts import CateringHabit
from tests.expenses.policy.claims import claim, found, line, only

RULE = "meal_frequency"


def of(own: int, median: str, category: str = "dinner"):
    return claim(line(category, "100.00", "0"), habit=CateringHabit(own, Decimal(median)))


@pytest.mark.parametrize(("own", "median"), [(9, "6"), (3, "1"), (2, "0"), (12, "7.5"), (5, "2.5")])
def test_clearly_more_often_is_noted(own, median):
    assert found(of(own, median)) == [(RULE, Outcome.NOTE)]


@pytest.mark.parametrize(("own", "median"), [(8, "6"), (2, "1"), (1, "0"), (11, "7.5"), (0, "0"), (7, "5.5")])
def test_a_little_more_often_is_not(own, median):
    assert found(of(own, median)) == []


def test_both_figures_are_shown():
    finding = only(of(12, "5.5"), RULE)
    assert finding.heading == "Forplejning"
    assert finding.sentence == (
        "Klyngen har fået mad betalt til 12 møder på et år, hvor andre klynger typisk har fået det til 5,5. Tænk over, "
        "om det er for tit."
    )
    assert finding.arithmetic == "12 møder mod 5,5"
    assert only(of(12, "6.0"), RULE).arithmetic == "12 møder mod 6"


@pytest.mark.parametrize("category", ["room", "conference_package", "transport"])
def test_only_food_is_counted(category):
    assert RULE not in dict(found(of(12, "5", category)))


def test_where_the_habit_is_not_known_nothing_is_said():
    assert found(claim(line("dinner", "100.00", "0"))) == []


@pytest.mark.parametrize(("before", "is_told"), [(None, True), (6, True), (7, False), (9, False)])
def test_a_cluster_that_always_did_so_is_not_told(before, is_told):
    """9 meetings are half as many again as 6, and more than twice the median."""
    habit = CateringHabit(9, Decimal("4"), before)
    told = found(claim(line("dinner", "100.00", "0"), habit=habit))
    assert ((RULE, Outcome.NOTE) in told) is is_told
