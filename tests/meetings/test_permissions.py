import datetime

import pytest
import time_machine

from clusters.models import Membership
from meetings.permissions import why_not_close, why_not_hold, why_not_mark, why_not_plan
from tests.factories.meetings import evening, plan
from tests.people import People


def test_a_role_taken_away_acts_at_once(people: People) -> None:
    meeting = plan(people, days=-1)
    assert why_not_close(people.karen, meeting) is None
    Membership.objects.filter(person=people.karen.person, role="coordinator").delete()
    assert why_not_close(people.karen, meeting) == "Det kan kun klyngens koordinator."


def test_a_deputy_who_has_not_accepted_may_not(people: People) -> None:
    assert why_not_plan(people.dorte, people.cluster) is None
    Membership.objects.filter(person=people.dorte.person, role="deputy").update(accepted_at=None)
    assert why_not_plan(people.dorte, people.cluster) == "Det kan kun klyngens koordinator."


@pytest.mark.parametrize(("minutes", "may"), [(-1, False), (0, True)])
def test_closed_from_the_minute_it_ends(people: People, minutes: int, may: bool) -> None:
    meeting = plan(people, days=2)
    moment = meeting.ends_at + datetime.timedelta(minutes=minutes)
    with time_machine.travel(moment, tick=False):
        assert (why_not_close(people.karen, meeting) is None) == may


@pytest.mark.parametrize(("minutes", "may"), [(-1, False), (0, True)])
def test_ticked_from_danish_midnight(people: People, minutes: int, may: bool) -> None:
    meeting = plan(people, days=2)
    with time_machine.travel(evening(2, 0) + datetime.timedelta(minutes=minutes), tick=False):
        assert (why_not_mark(people.karen, meeting) is None) == may


def test_a_meeting_through_the_night_the_clock_goes_back() -> None:
    """25 October 2026: 02:30 Danish time comes twice; what counts is the moments."""
    with time_machine.travel(datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC), tick=False):
        first = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)
        second = datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC)
        assert why_not_hold("Emne", "Sted", first, second) is None
        assert why_not_hold("Emne", "Sted", second, first) == "Mødet skal slutte, efter at det begynder."
