import pytest

from expenses.enums import NEEDS_LIST, CostCategory, Outcome, PaperKind
from expenses.policy.facts import MeetingKind, PaperFacts
from tests.expenses.policy.claims import asked, claim, found, line, meeting, only

RULE = "professional_purpose"


@pytest.mark.parametrize("category", NEEDS_LIST)
def test_food_and_nights_without_programme_ask_for_a_reason(category):
    one = claim(line("dinner", "0.00", "0"), line(category, "100.00", "0"), meeting=meeting(programme=False))
    assert asked(one) == [(RULE, Outcome.REASON)]


@pytest.mark.parametrize("category", [c for c in CostCategory if c not in NEEDS_LIST])
def test_other_costs_of_an_ordinary_meeting_do_not(category):
    one = claim(line(category, "100.00", "0"), meeting=meeting(programme=False))
    assert RULE not in dict(found(one))


def test_a_residential_meeting_always_needs_one():
    residential = meeting(programme=False, kind=MeetingKind.RESIDENTIAL)
    finding = only(claim(line("room", "100.00", "0"), meeting=residential), RULE)
    assert finding.heading == "Internater"


def test_a_programme_among_the_papers_is_enough():
    papers = (PaperFacts(PaperKind.RECEIPT), PaperFacts(PaperKind.PROGRAMME))
    assert found(claim(line("dinner", "100.00", "0"), meeting=meeting(programme=False), papers=papers)) == []


def test_without_a_meeting_there_is_no_programme():
    assert (RULE, Outcome.REASON) in found(claim(line("dinner", "100.00", "0"), meeting=None))
