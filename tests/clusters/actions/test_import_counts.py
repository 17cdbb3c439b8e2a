"""The region's counts: a line for each provider number, looked through first, all or nothing, and twice never."""

import datetime as dt

import pytest

from clusters.actions.apply_import import apply_import
from clusters.actions.start_import import start_import
from clusters.enums import ImportKind
from clusters.models import ImportRun, PatientCount, ProviderNumber
from klyngeokonomi.refused import Refused
from tests.clusters.import_sheets import csv
from tests.factories.allotments import clinic
from tests.people import LONG_AGO, People, make_people

HEADING = "Ydernummer;Gruppe 1-patienter;Opgjort den"


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def start(people: People, *lines: str) -> ImportRun:
    content = csv(HEADING, *lines)
    return start_import(ImportKind.COUNTS, file_name="patienttal.csv", content=content, by=people.sara)


def counts() -> list[tuple[str, int, int]]:
    rows = PatientCount.objects.order_by("clinic__name", "version")
    return list(rows.values_list("clinic__name", "group1_patients", "version"))


def test_counts_are_added_up_kept_in_versions_and_read_once(people: People) -> None:
    nord = clinic(people.cluster, "012345", name="Nord")
    ProviderNumber.objects.create(clinic=nord, number="012346", valid_from=LONG_AGO)
    clinic(people.other_cluster, "054321", name="Syd")
    lines = ["12345;3.000;31.01.2026", "012346;820;31.01.2026", "54321;1600;31.01.2026"]
    run = start(people, *lines)
    assert run.errors == [] and [one["text"] for one in run.changes] == [
        "Nord (012345, 012346), Klynge Prøveby: 3820 den 31.01.2026",
        "Syd (054321), Klynge Andenby: 1600 den 31.01.2026",
    ]
    assert not PatientCount.objects.exists()
    apply_import(run, by=people.sara)
    assert counts() == [("Nord", 3820, 1), ("Syd", 1600, 1)]
    with pytest.raises(Refused, match="allerede indlæst af Sara"):
        apply_import(run, by=people.sune)
    with pytest.raises(Refused, match="Der er intet at indlæse"):
        apply_import(start(people, *lines), by=people.sara)
    mended = start(people, "012345;3000;31.01.2026", "012346;821;31.01.2026")
    assert [one["what"] for one in mended.changes] == ["changed"]
    apply_import(mended, by=people.sara)
    assert counts() == [("Nord", 3820, 1), ("Nord", 3821, 2), ("Syd", 1600, 1)]


def test_every_line_at_fault_is_told_with_its_number(people: People) -> None:
    nord = clinic(people.cluster, "012345", name="Nord")
    ProviderNumber.objects.create(clinic=nord, number="012346", valid_from=LONG_AGO)
    clinic(people.cluster, "054321", name="Syd")
    ProviderNumber.objects.filter(number="054321").update(valid_to=dt.date(2026, 1, 30))
    run = start(
        people, "054321;1600;31.01.2026", "012345;3000;31.01.2026", "012345;1;31.01.2026", "99;x;31.01.2026"
    )
    assert [(one["row"], one["text"]) for one in run.errors] == [
        (
            2,
            "Ingen klinik har det ydernummer den 31.01.2026. "
            "Ret nummeret, eller giv klinikken det under Klinikker.",
        ),
        (3, "Nord har også ydernummer 012346. Skriv det med i filen, også når antallet er 0."),
        (4, "Ydernummeret står to gange med den dato. Slet den ene række."),
        (5, "Et ydernummer er seks cifre, fx 012345."),
        (5, "Skriv et helt antal, fx 4820."),
    ]
    with pytest.raises(Refused, match="Filen har fejl"):
        apply_import(run, by=people.sara)
    assert counts() == []
