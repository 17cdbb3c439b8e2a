"""Each promise of the tables behind the allotments, broken once at the database."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.models import (
    Allotment,
    AllotmentRate,
    Clinic,
    ClinicMove,
    Correction,
    PatientCount,
    Transfer,
    User,
)
from tests.factories.allotments import clinic, count
from tests.factories.clusters import fund
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def rate(p: People, **fields: object) -> AllotmentRate:
    given = {"year": 2027, "amount": Decimal("3.80"), "source": "Brev"}
    given |= {"entered_by": p.sara, "entered_at": timezone.now()}
    return AllotmentRate.objects.create(**(given | fields))


def confirmed(p: People, by: User | None = None, **fields: object) -> None:
    facts = {"confirmed_by": by or p.sune, "confirmed_at": timezone.now(), **fields}
    AllotmentRate.objects.filter(pk=rate(p).pk).update(**facts)


def allotment(p: People, amount: str = "1.00", payment: str = "2026") -> Allotment:
    return Allotment.objects.create(
        cluster=p.cluster,
        year=2026,
        register_day=dt.date(2026, 1, 31),
        rate=Decimal("3.70"),
        patients=1,
        amount=Decimal(amount),
        lines=[],
        movement=fund(p.cluster, "1.00", by=p.sara, payment=payment),
        booked_by=p.sara,
    )


def move(p: People) -> ClinicMove:
    house = Clinic.objects.create(cluster=p.cluster, name="Hus")
    return ClinicMove.objects.create(
        clinic=house, from_cluster=p.cluster, to_cluster=p.cluster, moved_on=dt.date(2026, 1, 1), by=p.sara
    )


def transfer(p: People, **fields: object) -> Transfer:
    given = {"giver": p.cluster, "receiver": p.other_cluster, "amount": Decimal("1.00"), "cause": "error"}
    return Transfer.objects.create(entered_by=p.sara, reason="Fejl", **(given | fields))


def correction(p: People) -> Correction:
    return Correction.objects.create(
        movement=fund(p.cluster, "1.00", by=p.sara), reason="Fejl", entered_by=p.sara
    )


def twice(row: Correction) -> None:
    Correction.objects.create(movement=row.movement, reason="Igen", entered_by=row.entered_by)


def answer(row: Transfer | Correction, **fields: object) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)


BREAKS: list[tuple[str, Callable[[People], object]]] = [
    ("clusters_allotmentrate_above_zero", lambda p: rate(p, amount=Decimal("0.00"))),
    ("clusters_allotmentrate_entered_pair", lambda p: rate(p, entered_at=None)),
    ("clusters_allotmentrate_confirmed_pair", lambda p: confirmed(p, confirmed_at=None)),
    (
        "clusters_allotmentrate_withdrawn_pair",
        lambda p: AllotmentRate.objects.filter(pk=rate(p).pk).update(withdrawn_by=p.sune),
    ),
    ("clusters_allotmentrate_two_people", lambda p: confirmed(p, p.sara)),
    ("clusters_allotmentrate_one_a_year", lambda p: (confirmed(p), confirmed(p))),
    ("clusters_allotmentrate_one_waiting", lambda p: (rate(p), rate(p))),
    ("clusters_allotment_once_a_year", lambda p: (allotment(p), allotment(p, payment="2027"))),
    ("clusters_allotment_above_zero", lambda p: allotment(p, "0.00")),
    ("clusters_clinicmove_two_clusters", move),
    ("clusters_transfer_above_zero", lambda p: transfer(p, amount=Decimal("0.00"))),
    ("clusters_transfer_two_clusters", lambda p: transfer(p, receiver=p.cluster)),
    ("clusters_transfer_confirmed_pair", lambda p: answer(transfer(p), confirmed_by=p.sune)),
    ("clusters_transfer_one_answer", lambda p: answer(transfer(p), withdrawn_by=p.sune)),
    (
        "clusters_transfer_two_people",
        lambda p: answer(transfer(p), confirmed_by=p.sara, confirmed_at=timezone.now()),
    ),
    ("clusters_correction_confirmed_pair", lambda p: answer(correction(p), confirmed_by=p.sune)),
    ("clusters_correction_one_answer", lambda p: answer(correction(p), withdrawn_by=p.sune)),
    (
        "clusters_correction_two_people",
        lambda p: answer(correction(p), confirmed_by=p.sara, confirmed_at=timezone.now()),
    ),
    ("clusters_correction_one_waiting", lambda p: twice(correction(p))),
]


@pytest.mark.parametrize(("constraint", "act"), BREAKS)
def test_the_database_refuses(people: People, constraint: str, act: Callable[[People], object]) -> None:
    with pytest.raises(IntegrityError, match=rf'"{constraint}"'), transaction.atomic():
        act(people)


def test_a_rate_stays_as_it_was_entered_and_is_never_set_by_one(people: People) -> None:
    """Not even what the secretariat may do to the row in other ways."""
    waiting = rate(people)
    brought = AllotmentRate.objects.get(year=2025)
    for act in (
        lambda: AllotmentRate.objects.filter(pk=waiting.pk).update(amount=Decimal("9.99")),
        lambda: AllotmentRate.objects.filter(pk=brought.pk).update(amount=Decimal("9.99")),
        lambda: waiting.delete(),
        lambda: rate(people, year=2028, entered_by=None, entered_at=None),
    ):
        with pytest.raises(IntegrityError, match="a rate"), transaction.atomic():
            act()


def test_a_transfer_stays_as_it_was_entered_and_is_answered_once(people: People) -> None:
    row = transfer(people)
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        answer(row, amount=Decimal("9.00"))
    answer(row, withdrawn_by=people.sara, withdrawn_at=timezone.now())
    with pytest.raises(IntegrityError, match="answered once"), transaction.atomic():
        answer(row, withdrawn_by=None, withdrawn_at=None)
    with pytest.raises(IntegrityError, match="not removed"), transaction.atomic():
        row.delete()


def test_a_count_is_only_added_to(people: People, owner) -> None:
    kept = count(clinic(make_people().cluster, "000001"), 900)
    with pytest.raises(Exception, match="only added to"):
        owner.execute("UPDATE clusters_patientcount SET group1_patients = 1 WHERE id = %s", [kept.pk])
    assert PatientCount.objects.get().group1_patients == 900
