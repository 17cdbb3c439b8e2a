"""Each promise of the first floor's tables, broken once at the database."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.enums import Bucket, MemberKind, MovementKind, Role
from clusters.ledger.post import lock_account
from clusters.models import (
    Account,
    Clinic,
    Cluster,
    Identity,
    ImportRun,
    Invitation,
    Membership,
    Movement,
    PatientCount,
    PeriodLock,
    ProviderNumber,
)
from tests.people import LONG_AGO, People, make_people

TODAY, YESTERDAY = dt.date(2026, 5, 12), dt.date(2026, 5, 11)


@pytest.fixture
def people(db) -> People:
    return make_people()


def clinic(people: People, name: str = "Prøvehuset") -> Clinic:
    return Clinic.objects.create(cluster=people.cluster, name=name)


def numbered(people: People, number: str, **dates: dt.date) -> ProviderNumber:
    return ProviderNumber.objects.create(
        clinic=clinic(people, f"Hus {number}"), number=number, **{"valid_from": TODAY, **dates}
    )


def role(people: People, role: Role, **fields) -> Membership:
    given = {"cluster": people.cluster, "valid_from": TODAY, "person": people.frede.person, "role": role}
    return Membership.objects.create(**(given | fields))


def identity(people: People, subject: str) -> Identity:
    return Identity.objects.create(
        person=people.mette.person, provider="mitid", subject=subject, level="substantial"
    )


def account(people: People, **totals) -> None:
    with transaction.atomic():
        lock_account(people.cluster)
    Account.objects.filter(cluster=people.cluster).update(**totals)


def movement(people: People, reference: str) -> Movement:
    return Movement.objects.create(
        cluster=people.cluster,
        number=1,
        kind=MovementKind.ALLOTMENT,
        from_bucket=Bucket.OUTSIDE,
        to_bucket=Bucket.AVAILABLE,
        amount=Decimal("1.00"),
        booked_on=TODAY,
        text="Prøve",
        reference=reference,
        by=people.sara,
        available_after=Decimal("1.00"),
        reserved_after=Decimal("0.00"),
        paid_after=Decimal("0.00"),
    )


def imported(people: People, **fields) -> ImportRun:
    given = {"kind": "members", "file_name": "a.csv", "file_sha256": "0" * 64, "content": b"a"}
    return ImportRun.objects.create(created_by=people.sara, **(given | fields))


def month_step(people: People, step: str, **fields) -> PeriodLock:
    return PeriodLock.objects.create(step=step, by=people.sara, **({"month": dt.date(2026, 5, 1)} | fields))


def twice(make: Callable[[], object]) -> None:
    make()
    make()


BREAKS: list[tuple[str, Callable[[People], object]]] = [
    (
        "clusters_cluster_ends_after_start",
        lambda p: Cluster.objects.filter(pk=p.cluster.pk).update(active_to=LONG_AGO - dt.timedelta(days=1)),
    ),
    ("clusters_account_sums_to_zero", lambda p: account(p, available=Decimal("0.01"))),
    (
        "clusters_account_not_below_zero",
        lambda p: account(p, reserved=Decimal("-0.01"), available=Decimal("0.01")),
    ),
    (
        "clusters_account_within_funds",
        lambda p: account(
            p,
            outside=Decimal("0.01"),
            available=Decimal("-0.01"),
            floor=Decimal("0.00"),
            opening_confirmed_at=timezone.now(),
            opening_confirmed_by=p.sara,
        ),
    ),
    ("clusters_account_confirmed_pair", lambda p: account(p, opening_confirmed_at=timezone.now())),
    (
        "clusters_account_opening_two_people",
        lambda p: account(
            p,
            floor=Decimal("0.00"),
            opening_entered_by=p.sara,
            opening_confirmed_at=timezone.now(),
            opening_confirmed_by=p.sara,
        ),
    ),
    ("clusters_providernumber_six_digits", lambda p: numbered(p, "12345")),
    (
        "clusters_providernumber_one_clinic_at_a_time",
        lambda p: (numbered(p, "012345", valid_to=TODAY), numbered(p, "012345", valid_from=TODAY)),
    ),
    (
        "clusters_patientcount_one_version",
        lambda p: twice(
            lambda: PatientCount.objects.create(
                clinic=Clinic.objects.first() or clinic(p), counted_on=TODAY, group1_patients=1600
            )
        ),
    ),
    ("clusters_identity_one_person", lambda p: twice(lambda: identity(p, "one"))),
    (
        "clusters_invitation_expires_later",
        lambda p: Invitation.objects.create(
            person=p.mette.person,
            token_sha256="0" * 64,
            created_by=p.sara,
            expires_at=timezone.now() - dt.timedelta(seconds=1),
        ),
    ),
    (
        "clusters_importrun_applied_pair",
        lambda p: imported(p, applied_at=timezone.now()),
    ),
    ("clusters_importrun_applied_pair", lambda p: imported(p, applied_by=p.sara)),
    (
        "clusters_membership_ends_after_start",
        lambda p: role(p, Role.MEMBER, kind=MemberKind.OWNER, valid_to=YESTERDAY),
    ),
    ("clusters_membership_place", lambda p: role(p, Role.SECRETARIAT)),
    ("clusters_membership_place", lambda p: role(p, Role.BOARD, cluster=None)),
    ("clusters_membership_member_kind", lambda p: role(p, Role.MEMBER)),
    ("clusters_membership_deputy_has_end", lambda p: role(p, Role.DEPUTY)),
    ("clusters_membership_may_endorse_board", lambda p: role(p, Role.COORDINATOR, may_endorse=True)),
    ("clusters_membership_once", lambda p: twice(lambda: role(p, Role.BOARD))),
    ("clusters_membership_once", lambda p: twice(lambda: role(p, Role.AUDITOR, cluster=None))),
    ("clusters_membership_one_coordinator", lambda p: role(p, Role.COORDINATOR)),
    ("clusters_periodlock_first_day", lambda p: month_step(p, "lock", month=TODAY)),
    ("clusters_periodlock_reason", lambda p: (month_step(p, "lock"), month_step(p, "ask"))),
    (
        "clusters_periodlock_open_answers",
        lambda p: month_step(p, "lock", answers=month_step(p, "lock", month=dt.date(2026, 4, 1))),
    ),
    ("clusters_movement_number", lambda p: (movement(p, "probe:1"), movement(p, "probe:2"))),
]


@pytest.mark.parametrize(("constraint", "act"), BREAKS)
def test_the_database_refuses(people: People, constraint: str, act: Callable[[People], object]) -> None:
    with pytest.raises(IntegrityError, match=rf'"{constraint}"'), transaction.atomic():
        act(people)


def test_a_provider_number_may_be_taken_over_the_day_after(people: People) -> None:
    numbered(people, "012345", valid_from=LONG_AGO, valid_to=YESTERDAY)
    numbered(people, "012345", valid_from=TODAY)
    assert list(ProviderNumber.objects.values_list("number", flat=True)) == ["012345", "012345"]
