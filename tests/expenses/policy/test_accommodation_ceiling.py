import datetime as dt

import pytest

from expenses.enums import Outcome
from tests.expenses.policy.claims import EVENING, asked, claim, found, line, meeting, only, people

RULE = "accommodation_ceiling"


def internat(days: int, heads: int = 10):
    return meeting(people(attended=heads), start=EVENING, end=EVENING + dt.timedelta(days=days - 1))


@pytest.mark.parametrize("category", ["accommodation", "conference_package"])
@pytest.mark.parametrize(
    ("days", "gross", "expected"),
    [
        (1, "30000.00", []),
        (1, "30000.01", [(RULE, Outcome.REASON)]),
        (2, "30000.00", []),
        (2, "30000.01", [(RULE, Outcome.REASON)]),
        (3, "60000.00", []),
        (3, "60000.01", [(RULE, Outcome.REASON)]),
        (2, "99999.00", [(RULE, Outcome.REASON)]),
    ],
)
def test_per_head_per_night_and_at_least_one_night(category, days, gross, expected):
    assert asked(claim(line(category, gross, "0"), meeting=internat(days))) == expected


def test_the_sum_names_heads_and_nights():
    finding = only(claim(line("accommodation", "80000.00", "16000.00"), meeting=internat(3)), RULE)
    assert finding.arithmetic == (
        "80.000,00 kr. inkl. moms → 64.000,00 kr. ekskl. moms ÷ 10 ÷ 2 døgn = 3.200,00 kr. > 3.000,00 kr."
    )


def test_stay_and_package_are_one_amount():
    both = claim(
        line("accommodation", "20000", "0"), line("conference_package", "10000.01", "0"), meeting=internat(2)
    )
    assert asked(both) == [(RULE, Outcome.REASON)]


def test_without_heads_there_is_nothing_to_divide_by():
    assert RULE not in dict(found(claim(line("accommodation", "99999", "0"), meeting=internat(2, heads=0))))
