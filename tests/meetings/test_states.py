"""The table of moves, the trigger of the migration, and the one writer tell the same."""

import re
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from klyngeokonomi.refused import Refused
from meetings import transitions
from meetings.actions.cancel_meeting import cancel_meeting
from meetings.models import Meeting
from meetings.states import FINAL, STEPS, MeetingState
from tests.factories.meetings import held_meeting, plan
from tests.people import People

PAIRS = {(old, step.to_state) for step in STEPS for old in step.from_states}


def at(state: MeetingState, people: People) -> Meeting:
    if state == MeetingState.REPORTED:
        return held_meeting(people)
    meeting = plan(people)
    return (
        cancel_meeting(meeting, by=people.karen, reason="Sygdom")
        if state == MeetingState.CANCELLED
        else meeting
    )


def test_the_trigger_has_the_pairs_of_the_table() -> None:
    sql = import_module("meetings.migrations.0002_guards").GUARD
    assert {tuple(pair) for pair in re.findall(r"'(\w+)>(\w+)'", sql)} == PAIRS


def test_every_state_is_final_or_has_a_way_out() -> None:
    assert {old for old, _ in PAIRS} == set(MeetingState) - set(FINAL)


@pytest.mark.parametrize("old", MeetingState)
@pytest.mark.parametrize("new", MeetingState)
def test_raw_sql_moves_only_by_the_table(people: People, old: MeetingState, new: MeetingState) -> None:
    meeting = at(old, people)

    def update() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE meetings_meeting SET state = %s WHERE id = %s", [new, meeting.pk])

    if old == new or (old, new) in PAIRS:
        update()
    else:
        with pytest.raises(IntegrityError):
            update()
    meeting.refresh_from_db()
    assert meeting.state == (new if old == new or (old, new) in PAIRS else old)


def test_a_meeting_begins_as_planned(people: People) -> None:
    meeting = plan(people)
    meeting.pk, meeting.form_key, meeting.state = (
        None,
        "7f0b2a52-14a3-4c3f-9d6e-3c3f3a0f6f01",
        MeetingState.REPORTED,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.save(force_insert=True)


@pytest.mark.parametrize("state", FINAL)
@pytest.mark.parametrize(
    ("field", "value"), [("topic", "Andet"), ("place", "Andetsteds"), ("kind", "residential")]
)
def test_a_final_meetings_facts_are_not_changed(
    people: People, state: MeetingState, field: str, value: str
) -> None:
    meeting = at(state, people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**{field: value})


def test_move_against_a_row_that_changed_meanwhile(people: People) -> None:
    meeting = plan(people)
    stale = Meeting.objects.get(pk=meeting.pk)
    cancel_meeting(meeting, by=people.karen, reason="Sygdom")
    with pytest.raises(Refused, match="netop ændret af en anden"):
        transitions.move(stale, "close")
