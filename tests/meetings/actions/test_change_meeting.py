from functools import partial
from typing import Any

import pytest

from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from meetings.actions.change_meeting import FIELDS, change_meeting
from meetings.models import Meeting
from tests.at_once import at_once
from tests.factories.meetings import evening, held_meeting, invited_meeting, plan
from tests.people import People, make_people


def facts(meeting: Meeting, **other: Any) -> dict[str, Any]:
    return {**{field: getattr(meeting, field) for field in FIELDS}, "version": meeting.version, **other}


def test_moved_meeting_is_told_to_those_who_have_not_said_no(people: People) -> None:
    meeting = invited_meeting(people)
    Message.objects.all().delete()
    change_meeting(meeting, by=people.karen, **facts(meeting, place="Prøveby Rådhus"))
    told = Message.objects.order_by("to")
    assert [one.to for one in told] == ["dorte@example.org", "karen@example.org", "mette@example.org"]
    assert "Sted: Prøveby Rådhus (før Prøveby Kro)." in told[0].body_text
    assert told[0].key == f"meeting:{meeting.pk}:changed:2:{people.dorte.person_id}"


def test_the_log_says_what_changed(people: People) -> None:
    meeting = plan(people)
    starts, ends = evening(15, 17), evening(15, 20)
    change_meeting(meeting, by=people.karen, **facts(meeting, starts_at=starts, ends_at=ends, topic="Hud"))
    assert Record.objects.get(act="meeting_changed").text == (
        f"Tid: {starts:%d.%m.%Y} kl. 17.00-20.00 (før {evening(14):%d.%m.%Y} kl. 18.00-21.00). "
        "Emne: Hud (før Medicingennemgang hos ældre)."
    )


def test_new_programme_is_not_mailed(people: People) -> None:
    meeting = invited_meeting(people)
    before = Message.objects.count()
    changed = change_meeting(meeting, by=people.karen, **facts(meeting, programme="Nyt oplæg"))
    assert (changed.programme, changed.version) == ("Nyt oplæg", 2)
    assert Message.objects.count() == before


def test_saved_unchanged_changes_nothing(people: People) -> None:
    meeting = plan(people)
    assert change_meeting(meeting, by=people.karen, **facts(meeting)).version == 1
    assert not Record.objects.filter(act="meeting_changed").exists()


def test_a_page_from_before_the_latest_change_is_refused(people: People) -> None:
    meeting = plan(people)
    seen = facts(meeting, topic="Mit emne")
    change_meeting(meeting, by=people.dorte, **facts(meeting, topic="Dortes emne"))
    with pytest.raises(Refused, match="ændret af en anden"):
        change_meeting(meeting, by=people.karen, **seen)
    meeting.refresh_from_db()
    assert meeting.topic == "Dortes emne"


def test_not_after_the_list_is_sent(people: People) -> None:
    meeting = held_meeting(people)
    with pytest.raises(Refused, match="allerede sendt til PLO"):
        change_meeting(meeting, by=people.karen, **facts(meeting, topic="Andet"))


@pytest.mark.parametrize("who", ["mette", "bo", "frede", "rikke"])
def test_others_may_not(people: People, who: str) -> None:
    meeting = plan(people)
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        change_meeting(meeting, by=getattr(people, who), **facts(meeting, topic="Andet"))


@pytest.mark.django_db(transaction=True)
def test_two_who_change_at_once_leave_one_change() -> None:
    people = make_people()
    meeting = plan(people)
    outcomes = at_once(
        [
            partial(change_meeting, meeting, by=user, **facts(meeting, topic=f"Emne fra {user}"))
            for user in (people.karen, people.dorte)
        ]
    )
    assert sum(isinstance(one, Refused) for one in outcomes) == 1
    meeting.refresh_from_db()
    assert meeting.version == 2
