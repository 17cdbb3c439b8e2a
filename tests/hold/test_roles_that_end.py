"""A role acts while it is held: at the next request after it ended, the doors are shut (T094, T095)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clusters.actions.end_role import end_role
from clusters.actions.give_role import give_role
from clusters.enums import MemberKind, Role
from clusters.models import Membership
from expenses.states import VoucherState
from tests.hold.access_world import World, built, world
from tests.hold.sabotage import count_roles_by

__all__ = ["built", "world"]


def signed_in(user: object) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def before_and_after_the_end(world: World) -> dict[str, tuple[int, int]]:
    """The same page in the same session, before and after the role that opens it was ended by a colleague."""
    people, waiting = world.people, world.vouchers[VoucherState.SUBMITTED]
    meeting = world.meetings["planned"]
    doors = {
        Role.COORDINATOR: (people.karen, f"/godkend/{waiting.pk}/"),
        Role.DEPUTY: (people.dorte, f"/godkend/{waiting.pk}/"),
        Role.BOARD: (people.bo, f"/moeder/{meeting.pk}/"),
        Role.MEMBER: (people.mette, f"/moeder/{meeting.pk}/"),
        Role.SECRETARIAT: (people.sune, "/plo/clusters/person/"),
        Role.AUDITOR: (people.rikke, "/plo/clusters/movement/"),
    }
    browsers = {role: signed_in(user) for role, (user, _) in doors.items()}
    first = {role: browsers[role].get(address).status_code for role, (_, address) in doors.items()}
    for role, (user, _) in doors.items():
        held = Membership.objects.filter(person=user.person, withdrawn_at=None)
        for one in held if role in (Role.BOARD, Role.MEMBER) else held.filter(role=role):
            end_role(one, by=people.sara)
    return {
        role: (first[role], browsers[role].get(address).status_code) for role, (_, address) in doors.items()
    }


@pytest.mark.case("T094")
def test_a_role_that_ends_mid_session_shuts_its_doors_at_the_next_request(world: World) -> None:
    seen = before_and_after_the_end(world)
    assert {role: before for role, (before, _) in seen.items()} == dict.fromkeys(seen, 200)
    assert {role for role, (_, after) in seen.items() if after not in (403, 404)} == set()


@pytest.mark.case("T094")
def test_a_deputy_is_out_with_the_membership(world: World) -> None:
    people, waiting = world.people, world.vouchers[VoucherState.SUBMITTED]
    browser = signed_in(people.dorte)
    assert browser.get(f"/godkend/{waiting.pk}/").status_code == 200
    end_role(Membership.objects.get(person=people.dorte.person, role=Role.MEMBER), by=people.sara)
    assert browser.get(f"/godkend/{waiting.pk}/").status_code == 404


@pytest.mark.twin("T094")
def test_roles_remembered_from_the_sign_in_keep_doors_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered = list(Membership.objects.active().values_list("pk", flat=True))
    count_roles_by(monkeypatch, lambda roles: roles.filter(pk__in=remembered))
    assert {after for _, after in before_and_after_the_end(world).values()} == {200}


def after_the_move(world: World) -> dict[str, int]:
    """What Mette sees when she has left Prøveby for Andenby."""
    people, theirs = world.people, world.theirs
    end_role(Membership.objects.get(person=people.mette.person, role=Role.MEMBER), by=people.sara)
    give_role(
        people.mette.person,
        role=Role.MEMBER,
        cluster=theirs.people.cluster,
        kind=MemberKind.OWNER,
        valid_from=timezone.localdate() - timedelta(days=1),
        by=people.sara,
    )
    browser = signed_in(people.mette)
    places = {
        "own voucher": f"/bilag/{world.vouchers[VoucherState.ENDORSED].pk}/",
        "old meeting": f"/moeder/{world.meetings['held'].pk}/",
        "old account": f"/konto/{people.cluster.slug}/",
        "old members": f"/medlemmer/{people.cluster.slug}/",
        "new meeting": f"/moeder/{theirs.meetings['held'].pk}/",
        "new account": f"/konto/{theirs.people.cluster.slug}/",
        "new voucher": f"/bilag/{theirs.vouchers[VoucherState.ENDORSED].pk}/",
    }
    return {name: browser.get(address).status_code for name, address in places.items()}


OLD = ("old meeting", "old account", "old members")


@pytest.mark.case("T095")
def test_who_moves_sees_own_old_vouchers_and_not_the_old_cluster(world: World) -> None:
    seen = after_the_move(world)
    assert {name for name, status in seen.items() if status == 404} == set(OLD)
    assert {seen[name] for name in seen if name not in OLD} == {200}


@pytest.mark.twin("T095")
def test_with_every_role_ever_held_the_old_cluster_stays_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_roles_by(monkeypatch, lambda roles: roles.filter(withdrawn_at=None))
    seen = after_the_move(world)
    assert {seen[name] for name in OLD} == {200}
