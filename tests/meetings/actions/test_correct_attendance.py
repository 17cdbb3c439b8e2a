from functools import partial

import pytest
from django.conf import settings

from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from meetings.actions.correct_attendance import NewName, correct_attendance
from meetings.enums import ParticipantKind, Presence
from meetings.models import AttendanceList
from meetings.selectors.attendance_list import heads
from meetings.selectors.frozen import is_intact
from tests.at_once import at_once
from tests.factories.meetings import held_meeting, ticked_meeting
from tests.people import People, make_people

PALLE = NewName("Palle Prøve", ParticipantKind.STAFF, Presence.ATTENDED)


def test_a_new_version_says_what_changed_and_the_first_stays(people: People) -> None:
    meeting = held_meeting(people)
    first = meeting.lists.get()
    rows = {row.name: row.pk for row in meeting.participants.all()}
    second = correct_attendance(
        meeting,
        by=people.dorte,
        version=1,
        reason="Dorte kom senere, Bo var ikke tilmeldt.",
        marks={rows["Dorte Deputy"]: Presence.ATTENDED, rows["Bo Bestyrelse"]: Presence.UNKNOWN},
        added=[PALLE],
    )
    assert second.version == 2
    assert second.changes == [
        "Bo Bestyrelse (læge) er taget af listen, stod som afbud.",
        "Dorte Deputy er rettet fra udeblevet til fremmødt.",
        "Palle Prøve (praksispersonale) er føjet til som fremmødt.",
    ]
    assert [one["name"] for one in second.names] == [
        "Dorte Deputy",
        "Karen Koordinator",
        "Mette Medlem",
        "Palle Prøve",
    ]
    unchanged = AttendanceList.objects.get(pk=first.pk)
    assert (unchanged.names, unchanged.sha256) == (first.names, first.sha256)
    assert is_intact(unchanged)
    assert is_intact(second)
    assert (heads(meeting).attended, heads(meeting).no_show) == (4, 0)


def test_plo_is_told_again_without_names(people: People) -> None:
    meeting = held_meeting(people)
    correct_attendance(meeting, by=people.karen, version=1, reason="Palle var med.", marks={}, added=[PALLE])
    mail = Message.objects.get(key=f"meeting:{meeting.pk}:list:2")
    assert mail.to == settings.PLO_EMAIL
    assert mail.subject.startswith("Rettet deltagerliste: Klynge Prøveby")
    assert f"/moeder/{meeting.pk}/liste/2/" in mail.body_text
    assert "Palle" not in mail.subject + mail.body_text + mail.body_html
    assert Record.objects.get(act="list_corrected").text == (
        "Udgave 2: Palle var med. Palle Prøve (praksispersonale) er føjet til som fremmødt."
    )


def test_nothing_changed_is_no_version(people: People) -> None:
    meeting = held_meeting(people)
    with pytest.raises(Refused, match="Der er ikke rettet noget"):
        correct_attendance(meeting, by=people.karen, version=1, reason="Hm", marks={})
    assert meeting.lists.count() == 1


def test_a_refused_correction_leaves_the_rows_as_they_were(people: People) -> None:
    meeting = held_meeting(people)
    everyone = {row.pk: Presence.DECLINED for row in meeting.participants.all()}
    with pytest.raises(Refused, match="Mindst én skal være fremmødt"):
        correct_attendance(meeting, by=people.karen, version=1, reason="Ingen kom", marks=everyone)
    assert meeting.participants.filter(presence=Presence.ATTENDED).count() == 2


def test_reason_is_needed(people: People) -> None:
    with pytest.raises(Refused, match="hvorfor listen rettes"):
        correct_attendance(
            held_meeting(people), by=people.karen, version=1, reason=" ", marks={}, added=[PALLE]
        )


def test_an_older_page_is_refused(people: People) -> None:
    meeting = held_meeting(people)
    correct_attendance(meeting, by=people.karen, version=1, reason="Palle var med.", marks={}, added=[PALLE])
    tove = NewName("Tove Prøve", ParticipantKind.GUEST, Presence.ATTENDED)
    with pytest.raises(Refused, match="rettet af en anden"):
        correct_attendance(meeting, by=people.dorte, version=1, reason="Tove", marks={}, added=[tove])


def test_a_name_already_there_is_not_added(people: People) -> None:
    mette = NewName("mette medlem", ParticipantKind.GUEST, Presence.ATTENDED)
    with pytest.raises(Refused, match="står allerede på listen"):
        correct_attendance(
            held_meeting(people), by=people.karen, version=1, reason="To", marks={}, added=[mette]
        )


def test_an_open_list_is_ticked_not_corrected(people: People) -> None:
    with pytest.raises(Refused, match="ikke lukket endnu"):
        correct_attendance(
            ticked_meeting(people), by=people.karen, version=1, reason="Palle", marks={}, added=[PALLE]
        )


@pytest.mark.parametrize("who", ["mette", "bo", "frede", "rikke"])
def test_others_may_not(people: People, who: str) -> None:
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        correct_attendance(
            held_meeting(people), by=getattr(people, who), version=1, reason="Palle", marks={}, added=[PALLE]
        )


@pytest.mark.django_db(transaction=True)
def test_double_click_is_one_version() -> None:
    people = make_people()
    meeting = held_meeting(people)
    act = partial(
        correct_attendance, meeting, by=people.karen, version=1, reason="Palle", marks={}, added=[PALLE]
    )
    outcomes = at_once([act] * 3)
    assert sum(isinstance(one, AttendanceList) for one in outcomes) == 1
    assert sum(isinstance(one, Refused) for one in outcomes) == 2
    assert meeting.lists.count() == 2
    assert meeting.participants.filter(name="Palle Prøve").count() == 1
