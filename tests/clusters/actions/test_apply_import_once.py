"""From the file to the database: all of it or nothing, once, and only as it was shown."""

from decimal import Decimal
from functools import partial

import pytest

from clusters.actions.apply_import import apply_import
from clusters.actions.start_import import start_import
from clusters.enums import ImportKind, Role
from clusters.models import (
    Account,
    Clinic,
    Membership,
    Movement,
    Person,
)
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.clusters.import_sheets import CLINICS, MEMBER_HEADING, carried_out, csv, start, whats
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def test_an_error_in_the_last_row_changes_nothing(people: People) -> None:
    lines = [f"901;Ny {n};ny{n}@example.org;;;medlem;ejerlæge;;;" for n in range(50)]
    run = start(
        people, ImportKind.MEMBERS, csv(MEMBER_HEADING, *lines, "999;Fejl;f@x.dk;;;medlem;ejerlæge;;;")
    )
    before = Person.objects.count()
    with pytest.raises(Refused, match="Filen har fejl"):
        apply_import(run, by=people.sara)
    assert Person.objects.count() == before


def test_a_preview_that_no_longer_holds_is_made_anew(people: People) -> None:
    line = "901;Mette Medlem;mette@example.org;11 22 33 44;;medlem;ejerlæge;01.01.2020;;"
    run = start(people, ImportKind.MEMBERS, csv(MEMBER_HEADING, line))
    Person.objects.filter(pk=people.mette.person_id).update(phone="99 99 99 99")
    with pytest.raises(Refused, match="Se den nye liste igennem"):
        apply_import(run, by=people.sara)
    run.refresh_from_db()
    assert run.changes[0]["text"] == "Mette Medlem: telefon: 99 99 99 99 → 11 22 33 44"
    assert Person.objects.get(pk=people.mette.person_id).phone == "99 99 99 99"
    apply_import(run, by=people.sara)
    assert Person.objects.get(pk=people.mette.person_id).phone == "11 22 33 44"


def test_nobody_imports_a_role_to_themselves(people: People) -> None:
    line = "901;Sara Sekretær;sara@example.org;;;bestyrelsesmedlem;;;;ja"
    run = start(people, ImportKind.MEMBERS, csv(MEMBER_HEADING, line))
    with pytest.raises(Refused, match="Bed en kollega"):
        apply_import(run, by=people.sara)
    apply_import(run, by=people.sune)
    assert Membership.objects.filter(person=people.sara.person, role=Role.BOARD).exists()


def test_a_second_press_is_refused_and_so_are_others(people: People) -> None:
    run = carried_out(people, ImportKind.CLINICS, CLINICS)
    with pytest.raises(Refused, match="allerede indlæst af Sara Sekretær"):
        apply_import(run, by=people.sara)
    for user in (people.karen, people.rikke, people.frede):
        with pytest.raises(Refused, match="klyngesekretariat"):
            apply_import(run, by=user)
        with pytest.raises(Refused, match="klyngesekretariat"):
            start_import(ImportKind.CLINICS, file_name="x", content=CLINICS, by=user)


ALLOTMENTS = csv("Klyngenummer;Beløb;Indbetaling", "901;175.200,00;2026", "902;100.000,50;2026")


def test_allotments_need_the_control_sum(people: People) -> None:
    run = start(people, ImportKind.ALLOTMENTS, ALLOTMENTS)
    for typed, words in [
        ("", "Skriv kontrolsummen"),
        ("mange", "Kontrolsum: "),
        ("275.200,49", "275.200,50"),
    ]:
        with pytest.raises(Refused, match=words):
            apply_import(run, by=people.sara, control_sum=typed)
    assert not Movement.objects.exists()
    apply_import(run, by=people.sara, control_sum="275.200,50")
    assert Account.objects.get(cluster=people.cluster).available == Decimal("175200.00")
    assert Account.objects.get(cluster=people.other_cluster).available == Decimal("100000.50")


def test_allotments_are_booked_once_each(people: People) -> None:
    carried_out(people, ImportKind.ALLOTMENTS, ALLOTMENTS, control_sum="275200,50")
    again = start(people, ImportKind.ALLOTMENTS, ALLOTMENTS)
    assert whats(again) == ["unchanged", "unchanged"]
    more = csv("Klyngenummer;Beløb;Indbetaling", "901;1,00;2026", "902;5,00;ekstra", "902;6,00;Ekstra")
    run = start(people, ImportKind.ALLOTMENTS, more)
    assert [(one["row"], one["column"]) for one in run.errors] == [(2, "beløb"), (4, "klyngenummer")]
    assert Movement.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_apply_one(people: People) -> None:
    first, second = (start(people, ImportKind.CLINICS, CLINICS) for _ in range(2))
    acts = [partial(apply_import, first, by=people.sara), partial(apply_import, second, by=people.sune)]
    outcomes = at_once(acts)
    assert sorted(type(one).__name__ for one in outcomes) == ["ImportRun", "Refused"]
    assert Clinic.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_books_once(people: People) -> None:
    run = start(people, ImportKind.ALLOTMENTS, ALLOTMENTS)
    act = partial(apply_import, run, by=people.sara, control_sum="275.200,50")
    assert sorted(type(one).__name__ for one in at_once([act, act])) == ["ImportRun", "Refused"]
    assert Movement.objects.count() == 2
