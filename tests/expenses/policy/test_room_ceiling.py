import datetime as dt

import pytest

from expenses.enums import Outcome
from tests.expenses.policy.claims import EVENING, claim, found, line, meeting, only

RULE = "room_ceiling"


@pytest.mark.parametrize(
    ("gross", "vat", "expected"),
    [
        ("5000.00", "0", []),
        ("5000.01", "0", [(RULE, Outcome.REASON)]),
        ("6250.00", "1250.00", []),
        ("6250.01", "1250.00", [(RULE, Outcome.REASON)]),
        ("50000.00", "0", [(RULE, Outcome.REASON)]),
    ],
)
def test_one_day(gross, vat, expected):
    assert found(claim(line("room", gross, vat))) == expected


def test_each_calendar_day_of_the_meeting_counts():
    two_days = meeting(start=EVENING, end=EVENING + dt.timedelta(hours=18))
    assert found(claim(line("room", "10000.00", "0"), meeting=two_days)) == []
    finding = only(claim(line("room", "10000.02", "0"), meeting=two_days), RULE)
    assert finding.arithmetic == (
        "10.000,02 kr. inkl. moms → 10.000,02 kr. ekskl. moms ÷ 2 dage = 5.000,01 kr. > 5.000,00 kr."
    )


def test_the_odd_ore_is_not_hidden_by_rounding():
    two_days = meeting(start=EVENING, end=EVENING + dt.timedelta(hours=18))
    finding = only(claim(line("room", "10000.01", "0"), meeting=two_days), RULE)
    assert "5.000,01 kr. > 5.000,00 kr." in finding.arithmetic
    three_days = meeting(start=EVENING, end=EVENING + dt.timedelta(hours=44))
    finding = only(claim(line("room", "15000.01", "0"), meeting=three_days), RULE)
    assert finding.arithmetic.endswith("> 3 dage × 5.000,00 kr. = 15.000,00 kr.")


def test_an_evening_that_ends_after_midnight_is_one_day():
    late = meeting(start=EVENING, end=dt.datetime(2026, 5, 13, 1, 0))
    assert found(claim(line("room", "5000.01", "0"), meeting=late)) == [(RULE, Outcome.REASON)]


def test_without_a_meeting_it_is_one_day():
    assert (RULE, Outcome.REASON) in found(claim(line("room", "5000.01", "0"), meeting=None))
    assert RULE not in dict(found(claim(line("room", "5000.00", "0"), meeting=None)))


def test_two_lines_of_room_are_one_amount():
    assert found(claim(line("room", "3000", "0"), line("room", "2000.01", "0"))) == [(RULE, Outcome.REASON)]
