import datetime

import psycopg
import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from meetings.models import Meeting
from tests.factories.meetings import evening, plan
from tests.people import People


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("meetings_meeting_ends_after_start", {"ends_at": F("starts_at")}),
        ("meetings_meeting_named", {"topic": ""}),
        ("meetings_meeting_named", {"place": ""}),
    ],
)
def test_constraints(people: People, constraint: str, change: dict) -> None:
    meeting = plan(people)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**change)


def test_visible_to_the_cluster_and_plo_alone(people: People) -> None:
    meeting = plan(people)
    for user in (people.mette, people.karen, people.dorte, people.bo, people.sara, people.rikke):
        assert list(Meeting.objects.visible_to(user)) == [meeting]
    for user in (people.frede, people.ove):
        assert not Meeting.objects.visible_to(user).exists()


def test_one_day_is_a_danish_day(people: People) -> None:
    late = evening(3, 22)
    assert plan(people, starts_at=late, ends_at=late + datetime.timedelta(hours=1, minutes=59)).one_day
    assert not plan(people, starts_at=late, ends_at=late + datetime.timedelta(hours=2)).one_day


def test_an_unknown_state_is_refused_also_of_the_owner(people: People, owner: psycopg.Connection) -> None:
    """The guard of moves refuses it first, so it is put to sleep."""
    meeting = plan(people)
    owner.execute("ALTER TABLE meetings_meeting DISABLE TRIGGER meetings_meeting_guard")
    try:
        with pytest.raises(psycopg.IntegrityError, match='"meetings_meeting_state_known"'):
            owner.execute("UPDATE meetings_meeting SET state = 'lost' WHERE id = %s", [meeting.pk])
    finally:
        owner.execute("ALTER TABLE meetings_meeting ENABLE TRIGGER meetings_meeting_guard")
