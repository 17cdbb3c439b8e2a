"""Invitations: who may send them, to whom, how many, and what is kept of the token."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from clusters.actions.invite_person import VALID_FOR, fingerprint, invite_person
from clusters.models import Identity, Invitation, Person
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def token_mailed_to(person: Person) -> str:
    mail = Message.objects.filter(to=person.email, key__startswith="invitation:").latest("pk")
    return re.search(r"/adgang/invitation/([A-Za-z]+)/", mail.body_text)[1]


def test_the_link_is_mailed_and_only_its_fingerprint_kept(people: People) -> None:
    person = people.mette.person
    invitation = invite_person(person, by=people.sara)
    token = token_mailed_to(person)
    assert len(token) == 43
    assert invitation.token_sha256 == fingerprint(token)
    assert invitation.token_sha256 != token
    assert abs(invitation.expires_at - timezone.now() - VALID_FOR) < timedelta(minutes=1)
    assert Record.objects.get(act="person_invited").by == people.sara
    assert str(people.sara) in Message.objects.get().body_text


def test_a_coordinator_invites_her_own_members_only(people: People) -> None:
    invite_person(people.mette.person, by=people.karen)
    invite_person(people.mette.person, by=people.dorte)
    with pytest.raises(Refused, match="din egen klynge"):
        invite_person(people.frede.person, by=people.karen)
    with pytest.raises(Refused, match="din egen klynge"):
        invite_person(people.karen.person, by=people.mette)
    with pytest.raises(Refused, match="din egen klynge"):
        invite_person(people.mette.person, by=people.rikke)


def test_who_is_linked_already_is_invited_by_the_secretariat_alone(people: People) -> None:
    Identity.objects.create(person=people.mette.person, provider="mitid", subject="x", level="high")
    with pytest.raises(Refused, match="har allerede adgang"):
        invite_person(people.mette.person, by=people.karen)
    assert invite_person(people.mette.person, by=people.sara)


def test_without_an_address_nothing_is_sent(people: People) -> None:
    Person.objects.filter(pk=people.mette.person_id).update(email="")
    with pytest.raises(Refused, match="ingen mailadresse"):
        invite_person(people.mette.person, by=people.sara)
    assert not Invitation.objects.exists()


def test_a_new_link_ends_the_earlier_one(people: People) -> None:
    first = invite_person(people.mette.person, by=people.sara)
    second = invite_person(people.mette.person, by=people.sara)
    first.refresh_from_db()
    assert first.expires_at <= timezone.now() < second.expires_at


def test_five_a_day_and_not_one_more(people: People) -> None:
    for _ in range(5):
        invite_person(people.mette.person, by=people.sara)
    with pytest.raises(Refused, match="5 invitationer"):
        invite_person(people.mette.person, by=people.sara)
    invite_person(people.karen.person, by=people.sara)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert invite_person(people.mette.person, by=people.sara)
