import datetime

import pytest
from django.utils import timezone

from meetings.actions.cancel_meeting import cancel_meeting
from meetings.selectors import calendar
from meetings.selectors.calendar import (
    meetings_without_list,
    next_meeting,
    past,
    unanswered,
    upcoming,
)
from tests.factories.meetings import evening, held_meeting, invited_meeting, plan, ticked_meeting
from tests.people import People


def topics(page: calendar.Page) -> list[str]:
    return [meeting.topic for meeting in page.meetings]


def test_what_comes_is_nearest_first_and_what_was_is_latest_first(people: People) -> None:
    for days in (20, 5, -5, -20):
        plan(people, days=days, topic=f"Om {days}")
    assert topics(upcoming(people.mette)) == ["Om 5", "Om 20"]
    assert topics(past(people.mette)) == ["Om -5", "Om -20"]


def test_strangers_see_nothing(people: People) -> None:
    plan(people)
    plan(people, days=-1)
    assert (topics(upcoming(people.frede)), topics(past(people.frede))) == ([], [])


def test_rows_tell_who_comes_and_my_own_answer(people: People) -> None:
    invited_meeting(people)
    (row,) = upcoming(people.bo).meetings
    assert (row.coming, [one.answer for one in row.mine]) == (1, ["no"])
    assert upcoming(people.sara).meetings[0].mine == []


@pytest.mark.parametrize("rows", [1, 3])
def test_two_queries_however_many_rows(people: People, rows: int, django_assert_num_queries) -> None:
    for number in range(rows):
        invited_meeting(people, days=number + 1)
    with django_assert_num_queries(3):  # national roles, meetings with counts, own rows
        page = upcoming(people.mette)
        assert [(one.cluster.name, one.coming, len(one.mine)) for one in page.meetings] == [
            ("Klynge Prøveby", 1, 1)
        ] * rows


def test_pages_follow_each_other_without_gap_or_repeat(people: People, monkeypatch) -> None:
    monkeypatch.setattr(calendar, "PAGE", 2)
    same = evening(3, 18)
    for number in range(5):
        plan(people, topic=f"Kommende {number}", starts_at=same, ends_at=same + datetime.timedelta(hours=1))
        plan(people, topic=f"Tidligere {number}", days=-1 - number // 2)
    seen, key = [], ""
    while True:
        page = upcoming(people.mette, key)
        seen += topics(page)
        if not (key := page.next_key):
            break
    assert seen == [f"Kommende {number}" for number in range(5)]
    first = past(people.mette)
    second = past(people.mette, first.next_key)
    third = past(people.mette, second.next_key)
    assert topics(first) + topics(second) + topics(third) == [f"Tidligere {n}" for n in (1, 0, 3, 2, 4)]
    assert third.next_key == ""


@pytest.mark.parametrize("key", ["x", "1-2-3", "-", "99999999999999999999999-1", "1"])
def test_a_meaningless_key_begins_from_the_beginning(people: People, key: str) -> None:
    plan(people)
    assert len(upcoming(people.mette, key).meetings) == 1


def test_meetings_without_list(people: People) -> None:
    waiting = ticked_meeting(people, days=-2)
    older = plan(people, days=-9)
    held_meeting(people, days=-3)
    plan(people, days=1)
    cancel_meeting(plan(people, days=-4), by=people.karen, reason="Sygdom")
    assert list(meetings_without_list([people.cluster.pk])) == [older, waiting]
    assert not meetings_without_list([people.other_cluster.pk]).exists()


def test_what_waits_for_an_answer_and_what_is_next(people: People) -> None:
    later = plan(people, days=9, invite=True)
    soon = invited_meeting(people, days=4)
    plan(people, days=-1, invite=True)
    cancel_meeting(plan(people, days=2, invite=True), by=people.karen, reason="Sygdom")
    own, other = [people.cluster.pk], [people.other_cluster.pk]
    assert [row.meeting for row in unanswered(people.mette.person_id, own)] == [later]
    assert [row.meeting for row in unanswered(people.karen.person_id, own)] == [soon, later]
    assert not unanswered(people.karen.person_id, other).exists()
    assert next_meeting(own) == soon
    assert next_meeting(other) is None


def test_a_meeting_that_is_going_on_is_the_next_one(people: People) -> None:
    now = timezone.now()
    hour = datetime.timedelta(hours=1)
    going_on = plan(people, starts_at=now - hour, ends_at=now + hour)
    plan(people, days=3)
    assert next_meeting([people.cluster.pk]) == going_on
