"""What the mails say, and what they never say."""

import pytest

from klyngeokonomi.outbox.models import Message
from meetings import emails
from tests.factories.meetings import evening, held_meeting, invited_meeting, plan
from tests.people import People


def test_nobody_is_told_the_same_twice(people: People) -> None:
    meeting = plan(people)
    person = people.mette.person
    assert [emails.meeting_invited(meeting, person) for _ in range(2)] == [True, False]
    assert [emails.meeting_cancelled(meeting, person, "Sygdom") for _ in range(2)] == [True, False]
    assert Message.objects.count() == 2


def test_each_change_is_told_once(people: People) -> None:
    meeting = plan(people)
    person = people.mette.person
    assert [emails.meeting_changed(meeting, person, ["Ny tid."]) for _ in range(2)] == [True, False]
    meeting.version = 2
    assert emails.meeting_changed(meeting, person, ["Nyt sted."])


@pytest.mark.parametrize("what", ["meeting_invited", "meeting_changed", "meeting_cancelled"])
def test_mails_to_members_name_the_meeting_and_hold_one_link(people: People, what: str) -> None:
    meeting = plan(people, topic="Smerter & søvn")
    more = {"meeting_changed": [["Ny tid."]], "meeting_cancelled": ["Sygdom"]}.get(what, [])
    getattr(emails, what)(meeting, people.mette.person, *more)
    mail = Message.objects.get()
    assert mail.to == "mette@example.org"
    assert "Hej Mette" in mail.body_text
    assert "Smerter & søvn" in mail.body_text
    assert "Smerter &amp; søvn" in mail.body_html
    assert f"{evening(14):%d.%m.%y}" in mail.subject
    assert mail.body_text.count("http") == mail.body_html.count("http") == 1


def test_plo_gets_no_names_of_people_or_topics(people: People) -> None:
    meeting = held_meeting(people, topic="Smerter", guests=2)
    mail = Message.objects.get()
    words = mail.subject + mail.body_text + mail.body_html
    for row in meeting.participants.all():
        assert row.name not in words
    assert "Smerter" not in words
    assert mail.body_text.count("http") == 1


def test_invitations_hold_no_other_members_name(people: People) -> None:
    invited_meeting(people)
    mail = Message.objects.get(to="mette@example.org")
    for name in ("Karen", "Dorte", "Bo Bestyrelse"):
        assert name not in mail.body_text + mail.body_html
