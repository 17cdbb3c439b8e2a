import datetime as dt

import pytest

from expenses.enums import Outcome
from expenses.policy.facts import MeetingKind
from tests.expenses.policy.claims import EVENING, claim, found, line, meeting, only

RULE = "residential_abroad"


def of(country: str, *, paid: bool = False, kind: str = "residential"):
    two_days = {"start": EVENING, "end": EVENING + dt.timedelta(days=1)}
    when = meeting(kind=MeetingKind(kind), country=country, travel_self_paid=paid, **two_days)
    return claim(line("other", "100.00", "0"), meeting=when)


@pytest.mark.parametrize("country", ["SE", "Sverige", " de ", "Danmarksgade", "D K N"])
def test_abroad_stops_when_the_journey_is_not_paid_by_each(country):
    finding = only(of(country), RULE)
    assert (finding.outcome, finding.heading) == (Outcome.STOP, "Internater")
    assert finding.facts == (("Land", country.strip()), ("Rejsen betales af hver enkelt", "nej"))


def test_abroad_is_noted_when_each_pays_the_journey():
    finding = only(of("SE", paid=True), RULE)
    assert finding.outcome == Outcome.NOTE
    assert finding.sentence == (
        "Internatet ligger uden for Danmark. Det er i orden, fordi hver enkelt selv betaler rejsen: søg ikke om "
        "penge til den."
    )


@pytest.mark.parametrize("country", ["DK", "dk", " Danmark ", "D K", "DNK", "Denmark", ""])
@pytest.mark.parametrize("paid", [True, False])
def test_denmark_is_denmark_however_written(country, paid):
    assert found(of(country, paid=paid)) == []


@pytest.mark.parametrize("kind", ["ordinary", "general"])
def test_other_meetings_abroad_are_not_its_business(kind):
    assert found(of("SE", kind=kind)) == []


def test_without_a_meeting_it_is_silent():
    assert RULE not in dict(found(claim(line("other", "100.00", "0"), meeting=None)))
