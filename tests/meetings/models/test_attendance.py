import pytest
from django.db import Error, IntegrityError, transaction

from meetings.actions.freeze_list import freeze_list
from meetings.models import AttendanceList, Participant
from tests.factories.meetings import held_meeting, plan
from tests.people import People


def test_a_frozen_list_is_never_changed_or_deleted(people: People) -> None:
    frozen = held_meeting(people).lists.get()
    with pytest.raises(Error), transaction.atomic():
        AttendanceList.objects.filter(pk=frozen.pk).update(names=[])
    with pytest.raises(Error), transaction.atomic():
        frozen.delete()
    assert AttendanceList.objects.get().names == frozen.names


def test_owner_is_stopped_by_the_trigger(owner) -> None:
    from tests.people import make_people

    frozen = held_meeting(make_people()).lists.get()
    for sql in ("UPDATE meetings_attendancelist SET version = 9", "DELETE FROM meetings_attendancelist"):
        with pytest.raises(Exception, match="only added to"):
            owner.execute(sql)
        owner.rollback()
    assert AttendanceList.objects.get().version == frozen.version


def test_meetings_attendancelist_reason(people: People) -> None:
    meeting = held_meeting(people)
    with pytest.raises(IntegrityError, match="meetings_attendancelist_reason"), transaction.atomic():
        freeze_list(meeting, by=people.karen)


def test_meetings_attendancelist_version(people: People) -> None:
    first = held_meeting(people).lists.get()
    first.pk = None
    with pytest.raises(IntegrityError, match="meetings_attendancelist_version"), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("meetings_participant_named", {"name": ""}),
        ("meetings_participant_guest_once", {"name": "TOVE prøve"}),
    ],
)
def test_participant_constraints(people: People, constraint: str, fields: dict) -> None:
    meeting = plan(people)
    Participant.objects.create(meeting=meeting, name="Tove Prøve", kind="guest", added_by=people.karen)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Participant.objects.create(meeting=meeting, kind="guest", added_by=people.karen, **fields)


def test_meetings_participant_once(people: People) -> None:
    meeting = plan(people, invite=True)
    with pytest.raises(IntegrityError, match="meetings_participant_once"), transaction.atomic():
        Participant.objects.create(
            meeting=meeting, person=people.mette.person, name="M", kind="doctor", added_by=people.karen
        )
