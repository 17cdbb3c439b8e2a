import datetime as dt

import pytest

from expenses.enums import CostCategory, Outcome
from expenses.policy.facts import MeetingKind
from tests.expenses.policy.claims import claim, found, line, meeting, only

RULE = "residential_length"
MORNING = dt.datetime(2026, 5, 12, 9, 0)


def of(end: dt.datetime, kind: str = "residential", category: str = "other"):
    when = meeting(start=MORNING, end=end, kind=MeetingKind(kind))
    return claim(line(category, "100.00", "0"), meeting=when)


@pytest.mark.parametrize("end", [dt.datetime(2026, 5, 12, 9, 0), dt.datetime(2026, 5, 12, 23, 59, 59)])
def test_one_day_stops(end):
    finding = only(of(end), RULE)
    assert (finding.outcome, finding.heading) == (Outcome.STOP, "Internater")
    assert finding.arithmetic == "1 dag < 2 dage"
    assert finding.facts == (("Fra", "12.05.2026"), ("Til", "12.05.2026"))


def test_days_are_those_of_the_calendar():
    assert RULE not in dict(found(of(dt.datetime(2026, 5, 13, 2, 0))))


@pytest.mark.parametrize("day", [13, 14])
def test_two_days_and_more_are_in_order(day):
    assert RULE not in dict(found(of(dt.datetime(2026, 5, day, 12, 0))))


@pytest.mark.parametrize("category", CostCategory)
def test_it_stops_whatever_was_bought(category):
    assert (RULE, Outcome.STOP) in found(of(MORNING, category=category))


@pytest.mark.parametrize("kind", ["ordinary", "general"])
def test_other_meetings_may_be_short(kind):
    assert RULE not in dict(found(of(MORNING, kind)))


def test_without_a_meeting_it_is_silent():
    assert RULE not in dict(found(claim(line("other", "100.00", "0"), meeting=None)))
