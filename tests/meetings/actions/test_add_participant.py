from functools import partial

import pytest

from clusters.enums import Role
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from meetings.actions.add_participant import add_participant
from meetings.enums import Answer, ParticipantKind, Presence
from meetings.models import Participant
from tests.at_once import at_once
from tests.factories.meetings import held_meeting, plan
from tests.people import People, give_role, make_people, person_with_account


def test_a_speaker_by_name_counts_as_signed_up(people: People) -> None:
    meeting = plan(people)
    row = add_participant(meeting, by=people.karen, name="  Tove   Prøve ", kind=ParticipantKind.SPEAKER)
    assert (row.name, row.kind, row.answer, row.presence, row.person) == (
        "Tove Prøve",
        ParticipantKind.SPEAKER,
        Answer.YES,
        Presence.UNKNOWN,
        None,
    )
    assert Record.objects.get(act="participant_added").text == "Tove Prøve (oplægsholder)."


def test_a_member_who_joined_later(people: People) -> None:
    meeting = plan(people, invite=True)
    nina = person_with_account("Nina", "Ny")
    give_role(nina, Role.MEMBER, people.cluster)
    row = add_participant(meeting, by=people.karen, person=nina.person, kind=ParticipantKind.GUEST)
    assert (row.person, row.name, row.kind) == (nina.person, "Nina Ny", ParticipantKind.DOCTOR)
    with pytest.raises(Refused, match="Nina Ny står allerede på listen"):
        add_participant(meeting, by=people.karen, person=nina.person)


def test_a_person_of_another_cluster_is_no_member(people: People) -> None:
    with pytest.raises(Refused, match="Personen er ikke medlem af klyngen"):
        add_participant(plan(people), by=people.karen, person=people.frede.person)


@pytest.mark.parametrize("name", ["tove prøve", "TOVE PRØVE", "Mette Medlem"])
def test_a_name_stands_once(people: People, name: str) -> None:
    meeting = plan(people, invite=True)
    add_participant(meeting, by=people.karen, name="Tove Prøve")
    with pytest.raises(Refused, match="står allerede på listen"):
        add_participant(meeting, by=people.karen, name=name)


@pytest.mark.parametrize("name", ["", "  ", "12", "-"])
def test_a_name_is_a_name(people: People, name: str) -> None:
    with pytest.raises(Refused, match="Skriv deltagerens navn"):
        add_participant(plan(people), by=people.karen, name=name)


def test_no_cpr_in_a_name(people: People) -> None:
    with pytest.raises(Refused, match="ikke CPR-nummeret"):
        add_participant(plan(people), by=people.karen, name="Tove 610190-1234")


def test_present_only_from_the_day_of_the_meeting(people: People) -> None:
    with pytest.raises(Refused, match="fra den dag"):
        add_participant(plan(people, days=1), by=people.karen, name="Tove Prøve", presence=Presence.ATTENDED)


@pytest.mark.parametrize("who", ["mette", "bo", "frede", "rikke"])
def test_whoever_claims_money_cannot_add_heads(people: People, who: str) -> None:
    with pytest.raises(Refused, match="Det kan kun klyngens koordinator"):
        add_participant(plan(people, days=-1), by=getattr(people, who), name="Tove Prøve")


def test_not_after_closing(people: People) -> None:
    with pytest.raises(Refused, match="allerede sendt til PLO"):
        add_participant(held_meeting(people), by=people.karen, name="Tove Prøve")


@pytest.mark.django_db(transaction=True)
def test_double_click_is_one_head() -> None:
    people = make_people()
    meeting = plan(people)
    outcomes = at_once([partial(add_participant, meeting, by=people.karen, name="Tove Prøve")] * 3)
    assert sum(isinstance(one, Participant) for one in outcomes) == 1
    assert sum(isinstance(one, Refused) for one in outcomes) == 2
    assert meeting.participants.count() == 1
