"""A MitID is tied to a person once, by the person's own invitation."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from clusters.actions.invite_person import invite_person
from clusters.actions.link_identity import link_identity
from clusters.models import Identity, Invitation, Person, User
from klyngeokonomi.audit.models import Record
from klyngeokonomi.integrations.mitid.port import Level, MitIDClaims
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.people import People, make_people


def claims(subject: str) -> MitIDClaims:
    return MitIDClaims(subject=subject, name="Nina Ny", birthdate=None, level=Level.SUBSTANTIAL)


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def nina(people: People) -> Person:
    return Person.objects.create(name="Nina Ny", email="nina@example.org")


@pytest.fixture
def invitation(nina: Person, people: People) -> Invitation:
    return invite_person(nina, by=people.sara)


def test_the_person_gets_an_account_without_a_password(invitation: Invitation, nina: Person) -> None:
    user = link_identity(invitation, claims=claims("nina"))
    assert user.person == nina
    assert not user.has_usable_password()
    assert user.email == ""
    assert not user.is_staff
    identity = Identity.objects.get()
    assert (identity.person, identity.provider, identity.subject) == (nina, "mitid", "nina")
    assert (identity.level, identity.kind) == ("substantial", "private")
    invitation.refresh_from_db()
    assert invitation.used_at is not None
    assert Record.objects.get(act="identity_linked").subject_id == str(nina.pk)
    assert Message.objects.filter(to="nina@example.org", key__startswith="identity:").count() == 1


def test_once_means_once(invitation: Invitation) -> None:
    link_identity(invitation, claims=claims("nina"))
    with pytest.raises(Refused, match="allerede brugt"):
        link_identity(invitation, claims=claims("another"))
    assert Identity.objects.count() == 1


def test_too_late_is_too_late(invitation: Invitation) -> None:
    created = timezone.now() - timedelta(days=20)
    Invitation.objects.update(created_at=created, expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="udløbet"):
        link_identity(invitation, claims=claims("nina"))
    assert not Identity.objects.exists()


def test_anothers_mitid_is_refused_and_the_invitation_kept(invitation: Invitation, people: People) -> None:
    Identity.objects.create(
        person=people.mette.person, provider="mitid", subject="mette", level="substantial"
    )
    with pytest.raises(Refused, match="en anden person"):
        link_identity(invitation, claims=claims("mette"))
    invitation.refresh_from_db()
    assert invitation.used_at is None
    assert Identity.objects.count() == 1


def test_a_new_mitid_joins_the_same_account(people: People) -> None:
    Identity.objects.create(person=people.mette.person, provider="mitid", subject="old", level="high")
    invitation = invite_person(people.mette.person, by=people.sara)
    assert link_identity(invitation, claims=claims("new")) == people.mette
    assert Identity.objects.filter(person=people.mette.person).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_use_one_invitation_at_once() -> None:
    people = make_people()
    nina = Person.objects.create(name="Nina Ny", email="nina@example.org")
    invitation = invite_person(nina, by=people.sara)
    outcomes = at_once(
        lambda: link_identity(invitation, claims=claims("one")),
        lambda: link_identity(invitation, claims=claims("two")),
    )
    assert {type(outcome) for outcome in outcomes} == {User, Refused}
    assert Identity.objects.count() == 1
    assert User.objects.filter(person=nina).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_mitid_and_two_invitations_at_once() -> None:
    people = make_people()
    invitations = [
        invite_person(Person.objects.create(name=name, email="ny@example.org"), by=people.sara)
        for name in ("Nina Ny", "Niels Ny")
    ]
    outcomes = at_once(*[lambda one=one: link_identity(one, claims=claims("same")) for one in invitations])
    assert {type(outcome) for outcome in outcomes} == {User, Refused}
    assert Identity.objects.count() == 1


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or raised, all begun at the same moment on connections of their own."""
    gate = threading.Barrier(len(acts))
    outcomes: list[Any] = []

    def run(act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            outcomes.append(act())
        except Refused as reason:
            outcomes.append(reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
