"""Closing freezes the list once, and tells PLO without a name."""

from functools import partial

import pytest
from django.conf import settings

from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from meetings.actions.add_participant import add_participant
from meetings.actions.close_meeting import close_meeting
from meetings.actions.mark_presence import mark_presence
from meetings.enums import ParticipantKind, Presence
from meetings.models import AttendanceList
from meetings.selectors.frozen import is_intact
from meetings.states import MeetingState
from tests.at_once import at_once
from tests.factories.meetings import evening, invited_meeting, plan, ticked_meeting
from tests.people import People, make_people


def test_list_is_frozen_with_names_and_fingerprint(people: People) -> None:
    meeting = ticked_meeting(people)
    frozen = close_meeting(meeting, by=people.karen)
    assert frozen.version == 1
    assert frozen.names == [
        {"name": "Bo Bestyrelse", "kind": "doctor", "presence": "declined"},
        {"name": "Dorte Deputy", "kind": "doctor", "presence": "no_show"},
        {"name": "Karen Koordinator", "kind": "doctor", "presence": "attended"},
        {"name": "Mette Medlem", "kind": "doctor", "presence": "attended"},
    ]
    assert frozen.facts["topic"] == "Medicingennemgang hos ældre"
    assert is_intact(AttendanceList.objects.get())
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.REPORTED


def test_plo_is_told_by_a_link_and_no_names(people: People) -> None:
    meeting = ticked_meeting(people)
    close_meeting(meeting, by=people.karen)
    message = Message.objects.get()
    assert message.to == settings.PLO_EMAIL
    assert message.key == f"meeting:{meeting.pk}:list:1"
    day = f"{evening(-3):%d.%m.%y}"
    assert message.subject == f"Deltagerliste: Klynge Prøveby, {day}"
    assert f"/moeder/{meeting.pk}/liste/1/" in message.body_text
    for name in ("Mette", "Karen", "Dorte", "Bo "):
        assert name not in message.body_text + message.body_html + message.subject


def test_the_act_is_logged(people: People) -> None:
    meeting = ticked_meeting(people)
    close_meeting(meeting, by=people.dorte)
    logged = Record.objects.get(act="list_sent")
    assert (logged.by, logged.subject_id, logged.cluster_id) == (
        people.dorte,
        str(meeting.pk),
        people.cluster.pk,
    )


def test_somebody_signed_up_and_not_ticked_stops_it(people: People) -> None:
    meeting = ticked_meeting(people)
    add_participant(meeting, by=people.karen, name="Tove Prøve", kind=ParticipantKind.SPEAKER)
    with pytest.raises(Refused, match=r"^1 tilmeldt mangler at blive krydset af"):
        close_meeting(meeting, by=people.karen)
    assert not AttendanceList.objects.exists()


def test_whoever_said_no_is_declined_and_whoever_never_answered_is_left_out(people: People) -> None:
    meeting = plan(people, days=-1)
    ticked = ticked_meeting(people, days=-2)
    ticked.participants.filter(person=people.dorte.person).update(presence=Presence.UNKNOWN)
    ticked.participants.filter(person=people.bo.person).update(presence=Presence.UNKNOWN, answer="no")
    frozen = close_meeting(ticked, by=people.karen)
    assert [(one["name"], one["presence"]) for one in frozen.names] == [
        ("Bo Bestyrelse", "declined"),
        ("Karen Koordinator", "attended"),
        ("Mette Medlem", "attended"),
    ]
    with pytest.raises(Refused, match="Ingen er krydset af som fremmødt"):
        close_meeting(meeting, by=people.karen)


def test_not_before_the_meeting_is_over(people: People) -> None:
    meeting = invited_meeting(people, days=1)
    with pytest.raises(Refused, match="når mødet er slut den"):
        close_meeting(meeting, by=people.karen)


def test_secretariat_may_and_members_strangers_and_auditor_may_not(people: People) -> None:
    meeting = ticked_meeting(people)
    for user in (people.mette, people.bo, people.frede, people.rikke, people.ove):
        with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
            close_meeting(meeting, by=user)
    assert close_meeting(meeting, by=people.sara).frozen_by == people.sara


def test_closed_twice_is_refused(people: People) -> None:
    meeting = ticked_meeting(people)
    close_meeting(meeting, by=people.karen)
    with pytest.raises(Refused, match="allerede sendt til PLO"):
        close_meeting(meeting, by=people.karen)


@pytest.mark.django_db(transaction=True)
def test_double_click_gives_one_version_and_one_mail() -> None:
    people = make_people()
    meeting = ticked_meeting(people)
    outcomes = at_once([partial(close_meeting, meeting, by=people.karen)] * 4)
    assert len([one for one in outcomes if isinstance(one, AttendanceList)]) == 1
    assert {str(one) for one in outcomes if not isinstance(one, AttendanceList)} == {
        "Deltagerlisten er allerede sendt til PLO. Den kan rettes, men mødet kan ikke ændres."
    }
    assert AttendanceList.objects.get(meeting=meeting).version == 1
    assert Message.objects.filter(key=f"meeting:{meeting.pk}:list:1").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_tick_that_races_with_closing_is_in_the_list_or_refused() -> None:
    people = make_people()
    meeting = ticked_meeting(people)
    row = meeting.participants.get(person=people.bo.person)
    _, ticked = at_once(
        [
            partial(close_meeting, meeting, by=people.karen),
            partial(mark_presence, meeting, by=people.dorte, marks={row.pk: Presence.ATTENDED}),
        ]
    )
    row.refresh_from_db()
    names = AttendanceList.objects.get().names
    assert [one["presence"] for one in names if one["name"] == "Bo Bestyrelse"] == [row.presence]
    assert row.presence == (Presence.DECLINED if isinstance(ticked, Refused) else Presence.ATTENDED)
