"""A role over all clusters takes two secretaries, and neither of them is the one who gets it (T097)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from clusters.actions.confirm_role import confirm_role, reject_role
from clusters.actions.end_role import end_role
from clusters.actions.give_role import change_role, give_role
from clusters.actions.open_staff_account import open_staff_account
from clusters.actions.save_register import save_person
from clusters.enums import Role, WithoutSecond
from clusters.models import Membership, Person, User
from clusters.permissions import standing
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.hold.sabotage import count_roles_by
from tests.people import LONG_AGO, People, make_people

TWO = "clusters_membership_two_persons"


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def given(people: People, role: Role = Role.SECRETARIAT) -> Membership:
    """To Ove, by Sara; awaiting another."""
    return give_role(people.ove.person, role=role, valid_from=timezone.localdate(), by=people.sara)


def invent_a_colleague(people: People) -> bool:
    """All that Sara can do alone for a fictitious Ove. Whether he is of the secretariat afterwards."""
    role = given(people)
    for act in (
        lambda: confirm_role(role, by=people.sara),
        lambda: confirm_role(role, by=people.ove),
        lambda: give_role(people.sara.person, role=Role.AUDITOR, valid_from=LONG_AGO, by=people.sara),
        lambda: open_staff_account(people.ove.person, by=people.sara),
    ):
        try:
            act()
        except Refused:
            continue
    return standing(people.ove).is_secretariat


@pytest.mark.case("T097")
def test_one_alone_makes_nobody_a_colleague(people: People) -> None:
    assert invent_a_colleague(people) is False
    assert not User.objects.get(pk=people.ove.pk).is_staff


@pytest.mark.twin("T097")
def test_without_the_second_person_one_alone_makes_a_colleague(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_roles_by(monkeypatch, lambda roles: roles.held(timezone.localdate()))
    assert invent_a_colleague(people) is True


@pytest.mark.case("T097")
def test_a_second_secretary_confirms_and_both_are_told(people: People) -> None:
    role = given(people)
    assert not standing(people.ove).national
    confirm_role(role, by=people.sune)
    assert standing(people.ove).is_secretariat
    to = ["ove@example.org", "sara@example.org"]
    for key in ("given", "answered"):
        told = Message.objects.filter(key__startswith=f"membership:{role.pk}:{key}:")
        assert sorted(told.values_list("to", flat=True)) == to
    trace = Record.objects.get(act="role_confirmed")
    assert (trace.by, trace.text) == (
        people.sune,
        "Ove Ophørt: PLO's klyngesekretariat, givet af Sara Sekretær",
    )
    with pytest.raises(Refused, match="allerede bekræftet"):
        confirm_role(role, by=people.sune)


def test_a_rejected_role_never_counts(people: People) -> None:
    role = given(people, Role.AUDITOR)
    reject_role(role, by=people.sune)
    assert not standing(people.ove).national
    assert Record.objects.get(act="role_rejected").by == people.sune
    assert (
        "Rollen gælder ikke."
        in Message.objects.get(key=f"membership:{role.pk}:answered:{people.sara.person_id}").body_text
    )
    with pytest.raises(Refused, match="trukket tilbage"):
        confirm_role(role, by=people.sune)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("sara", "selv givet"),
        ("ove", "klyngesekretariat"),
        ("rikke", "klyngesekretariat"),
        ("karen", "klyngesekretariat"),
    ],
)
def test_neither_the_giver_nor_others_confirm(people: People, who: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        confirm_role(given(people), by=getattr(people, who))


@pytest.mark.case("T097")
def test_what_two_have_seen_is_not_changed_prolonged_or_redirected_by_one(people: People) -> None:
    role = confirm_role(given(people, Role.AUDITOR), by=people.sune)
    end_role(role, by=people.sara, last_day=timezone.localdate())
    role.refresh_from_db()
    role.valid_to = None
    with pytest.raises(Refused, match="rettes ikke"):
        change_role(role, by=people.sara)
    person = Person.objects.get(pk=people.ove.person_id)
    person.email = "sara.privat@example.org"
    with pytest.raises(Refused, match="som to har set på"):
        save_person(person, by=people.sara)
    assert Person.objects.get(pk=person.pk).email == "ove@example.org"


ATTACKS: list[tuple[str, Callable[[People, Membership], object]]] = [
    (
        "clusters_membership_confirmed_by_a_third",
        lambda p, role: stamp(role, confirmed_by=p.sara.person),
    ),
    (TWO, lambda p, role: stamp(role, confirmed_by=p.ove.person)),
    (TWO, lambda p, role: stamp(role, confirmed_by=p.karen.person)),
    (TWO, lambda p, role: Membership.objects.filter(pk=role.pk).update(given_by=p.sune.person)),
    (TWO, lambda p, role: Membership.objects.filter(pk=role.pk).update(without_second=WithoutSecond.SERVER)),
    (TWO, lambda p, role: born(p, without_second=WithoutSecond.SERVER)),
    (TWO, lambda p, role: born(p, without_second=WithoutSecond.EARLIER)),
    (TWO, lambda p, role: born(p, given_by=p.karen.person)),
    (
        TWO,
        lambda p, role: born(
            p, given_by=p.sara.person, confirmed_by=p.sune.person, confirmed_at=timezone.now()
        ),
    ),
    (
        "clusters_membership_given_by_another",
        lambda p, role: born(p, person=p.sara.person, given_by=p.sara.person),
    ),
    (TWO, lambda p, role: Membership.objects.filter(person=p.sara.person).update(person=p.karen.person)),
    (
        TWO,
        lambda p, role: Membership.objects.filter(person=p.ove.person, role=Role.MEMBER).update(
            role=Role.SECRETARIAT, cluster=None
        ),
    ),
    (TWO, lambda p, role: prolong(p)),
    (
        "clusters_user_no_superuser",
        lambda p, role: User.objects.filter(pk=p.sara.pk).update(is_superuser=True),
    ),
]


def stamp(role: Membership, **fields: object) -> None:
    Membership.objects.filter(pk=role.pk).update(confirmed_at=timezone.now(), **fields)


def born(people: People, **fields: object) -> Membership:
    return Membership.objects.create(
        **{"person": people.karen.person, "role": Role.SECRETARIAT, "valid_from": LONG_AGO, **fields}
    )


def prolong(people: People) -> None:
    theirs = Membership.objects.filter(person=people.rikke.person)
    theirs.update(valid_to=timezone.localdate() - timedelta(days=1))
    theirs.update(valid_to=None)


@pytest.mark.case("T097")
@pytest.mark.parametrize(("constraint", "attack"), ATTACKS)
def test_the_database_refuses_what_passes_by_the_action(
    people: People, constraint: str, attack: Callable[[People, Membership], object]
) -> None:
    role = given(people)
    with pytest.raises(IntegrityError, match=rf'"{constraint}"'), transaction.atomic():
        attack(people, role)


@pytest.mark.twin("T097")
@pytest.mark.django_db(transaction=True)
def test_without_the_databases_guards_a_stamped_role_counts(owner) -> None:
    people = make_people()
    role = given(people)
    with owner.transaction(force_rollback=True):
        owner.execute("ALTER TABLE clusters_membership DISABLE TRIGGER clusters_membership_two_persons")
        owner.execute(
            "ALTER TABLE clusters_membership DROP CONSTRAINT clusters_membership_confirmed_by_a_third"
        )
        owner.execute(
            "UPDATE clusters_membership SET confirmed_at = now(), confirmed_by_id = given_by_id WHERE id = %s",
            [role.pk],
        )
        seen = owner.execute("SELECT clusters_is_secretary(%s)", [people.ove.person_id]).fetchone()
    assert seen == (True,)


def test_djangos_own_rights_cannot_be_given(people: People) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Group.objects.create(name="Alle rettigheder")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        people.sara.user_permissions.through.objects.create(user=people.sara, permission_id=1)


@pytest.mark.case("T097")
def test_the_server_makes_the_first_two_and_no_more(db: None) -> None:
    for name in ("Anne", "Bent"):
        call_command("open_staff_account", f"{name} Prøve", f"{name.lower()}@example.org")
    with pytest.raises(CommandError, match="allerede to i klyngesekretariatet"):
        call_command("open_staff_account", "Clara Prøve", "clara@example.org")
    assert not Person.objects.filter(name="Clara Prøve").exists()
    traces = Record.objects.filter(act="role_given_on_server").order_by("pk")
    assert [one.text for one in traces] == [
        f"{name} Prøve: PLO's klyngesekretariat, oprettet på serveren uden en anden til at bekræfte."
        for name in ("Anne", "Bent")
    ]
