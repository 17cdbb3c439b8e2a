"""A year's allotments: computed from the register as it stood, booked all or none, and once."""

import datetime as dt
from decimal import Decimal
from functools import partial

import pytest
import time_machine

from clusters.actions.book_allotments import book_allotments
from clusters.actions.record_allotment import record_allotment
from clusters.actions.save_register import save_clinic, save_clinic_fact
from clusters.actions.set_allotment_rate import confirm_rate, enter_rate, withdraw_rate
from clusters.enums import ClinicNote
from clusters.ledger.checks import check_ledger
from clusters.models import Account, Allotment, AllotmentRate, Movement, PatientCount, ProviderNumber
from clusters.selectors.allotments import cluster_year, computed_of, rate_of
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.allotments import clinic, confirmed_rate, count
from tests.people import People, make_people

TODAY = "2026-03-02T12:00:00+01:00"


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def computed(people: People, year: int = 2026) -> tuple[int, Decimal]:
    found = computed_of(people.cluster, year)
    return found.patients, found.amount


def test_the_register_counts_as_it_stood_at_the_end_of_january(people: People) -> None:
    """The last day of January is in; the day after is next year's. Of one day's counts the last version holds."""
    house, other = clinic(people.cluster, "000001", 1000), clinic(people.cluster, "000002")
    count(house, 1200, dt.date(2026, 2, 1))
    count(other, 500, dt.date(2025, 1, 31))
    assert computed_of(people.cluster, 2026) is None
    confirmed_rate(people)
    assert computed(people) == (1000, Decimal("3700.00"))
    count(other, 600, dt.date(2025, 2, 1))
    assert computed(people) == (1600, Decimal("5920.00"))
    wrong = PatientCount(clinic=house, counted_on=dt.date(2026, 1, 31), group1_patients=900)
    assert save_clinic_fact(wrong, by=people.sara).version == 2
    assert computed(people) == (1500, Decimal("5550.00"))
    with pytest.raises(Refused, match="rettes ved at tilføje det rigtige med samme dato"):
        save_clinic_fact(wrong, by=people.sara)
    ProviderNumber.objects.filter(clinic=other).update(valid_to=dt.date(2026, 1, 30))
    assert computed(people) == (900, Decimal("3330.00"))
    assert [line.note for line in computed_of(people.cluster, 2026).lines][1] == ClinicNote.NO_NUMBER
    assert computed(people, 2025) == (500, Decimal("1825.00"))


@pytest.mark.parametrize(("moment", "place"), [("2026-01-31", "other"), ("2026-02-01", "cluster")])
def test_a_clinic_is_where_it_was_on_the_register_day(people: People, moment: str, place: str) -> None:
    confirmed_rate(people)
    house = clinic(people.cluster, "000001", 1000)
    house.cluster = people.other_cluster
    with time_machine.travel(f"{moment}T12:00:00+01:00", tick=False):
        save_clinic(house, by=people.sara)
    there = {"cluster": people.cluster, "other": people.other_cluster}
    for name, cluster in there.items():
        assert computed_of(cluster, 2026).amount == (Decimal("3700.00") if name == place else 0)


def test_a_rate_takes_two_and_gives_way_to_the_next(people: People) -> None:
    rate = enter_rate(AllotmentRate(year=2026, amount=Decimal("3.72"), source="Brev"), by=people.sara)
    assert (rate_of(2026), rate_of(2025)) == (None, Decimal("3.65"))
    with pytest.raises(Refused, match="Du har selv indtastet det her"):
        confirm_rate(rate, by=people.sara)
    with pytest.raises(Refused, match="venter allerede en sats for 2026"):
        enter_rate(AllotmentRate(year=2026, amount=Decimal("3.80"), source="Brev"), by=people.sune)
    for user in (people.karen, people.rikke):
        with pytest.raises(Refused, match="klyngesekretariat"):
            confirm_rate(rate, by=user)
    confirm_rate(rate, by=people.sune)
    again = enter_rate(AllotmentRate(year=2026, amount=Decimal("3.80"), source="Nyt brev"), by=people.sune)
    assert rate_of(2026) == Decimal("3.72")
    confirm_rate(again, by=people.sara)
    assert rate_of(2026) == Decimal("3.80")
    with pytest.raises(Refused, match="allerede svaret"):
        withdraw_rate(again, by=people.sune)


@time_machine.travel(TODAY, tick=False)
def test_all_that_are_not_booked_are_booked_once_and_frozen(people: People) -> None:
    clinic(people.cluster, "000001", 48_000)
    house = clinic(people.other_cluster, "000002", 1000)
    with pytest.raises(Refused, match="Satsen for 2026 er ikke bekræftet"):
        book_allotments(2026, control_sum=Decimal("1.00"), by=people.sara)
    confirmed_rate(people, "3.65")
    with pytest.raises(Refused, match=r"Summen er 178\.850,00 kr\. Kontrolsummen er 178\.850,01 kr\."):
        book_allotments(2026, control_sum=Decimal("178850.01"), by=people.sara)
    assert not Movement.objects.exists()
    book_allotments(2026, control_sum=Decimal("178850.00"), by=people.sara)
    assert Account.objects.get(cluster=people.cluster).available == Decimal("175200.00")
    kept = Allotment.objects.get(cluster=people.other_cluster)
    assert (kept.amount, kept.movement.amount, kept.rate) == (Decimal("3650.00"),) * 2 + (Decimal("3.65"),)
    with pytest.raises(Refused, match=r"allerede bogført: 2 klynger, i alt 178\.850,00 kr\."):
        book_allotments(2026, control_sum=Decimal("178850.00"), by=people.sune)
    with pytest.raises(Refused, match="Indbetaling 2026 til Klynge Prøveby er allerede bogført"):
        record_allotment(people.cluster, amount=Decimal("1.00"), payment="2026", by=people.sara)
    count(house, 1001, version=2)
    shown = cluster_year(people.other_cluster, 2026)
    assert (shown.expected.amount, shown.paid, shown.why) == (Decimal("3650.00"), Decimal("3650.00"), [])
    with pytest.raises(Refused, match="allerede bogført efter satsen"):
        confirmed_rate(people, "3.70")
    assert list(check_ledger()) == []


@time_machine.travel("2026-02-28T12:00:00+01:00", tick=False)
def test_nothing_is_booked_before_the_region_pays_nor_for_another_year(people: People) -> None:
    clinic(people.cluster, "000001", 1000)
    confirmed_rate(people)
    with pytest.raises(Refused, match=r"Regionen betaler den 01\.03\.2026"):
        book_allotments(2026, control_sum=Decimal("3700.00"), by=people.sara)
    with pytest.raises(Refused, match="Kun det løbende års"):
        book_allotments(2025, control_sum=Decimal("3700.00"), by=people.sara)
    for user in (people.karen, people.rikke):
        with pytest.raises(Refused, match="klyngesekretariat"):
            book_allotments(2026, control_sum=Decimal("3700.00"), by=user)


@pytest.mark.django_db(transaction=True)
def test_booked_twice_at_once_is_booked_once() -> None:
    people = make_people()
    clinic(people.cluster, "000001", 1000)
    clinic(people.other_cluster, "000002", 2000)
    confirmed_rate(people)
    with time_machine.travel(TODAY, tick=False):
        press = [
            partial(book_allotments, 2026, control_sum=Decimal("11100.00"), by=user)
            for user in (people.sara, people.sune)
        ]
        assert sorted(type(one).__name__ for one in at_once(press)) == ["Refused", "list"]
    assert Allotment.objects.count() == Movement.objects.count() == 2
    assert Account.objects.get(cluster=people.other_cluster).available == Decimal("7400.00")
