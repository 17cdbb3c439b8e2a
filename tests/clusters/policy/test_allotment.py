"""What the region is to pay, and why it paid something else: exact figures and sentences, without a database."""

import datetime as dt
from decimal import Decimal

import pytest

from clusters.enums import ClinicNote
from clusters.policy.allotment import ClinicFacts, compute, line_of, payment_year, register_day
from clusters.policy.allotment_difference import explain

RATE = Decimal("3.65")


def facts(clinic: int, patients: int | None, number: str = "012345", name: str = "") -> ClinicFacts:
    return ClinicFacts(clinic, name or f"Hus {clinic}", number, patients)


def test_a_mean_cluster_gets_175_200_kr() -> None:
    found = compute([facts(1, 48_000)], [facts(1, 48_000)], RATE)
    assert (found.amount, found.patients, found.missing) == (Decimal("175200.00"), 48_000, 0)
    assert [line.note for line in found.lines] == [ClinicNote.SAME]


def test_each_clinic_is_told_beside_last_year() -> None:
    now = [facts(1, 1000), facts(2, 1100), facts(3, 900), facts(4, None), facts(5, 700, number="")]
    before = [facts(1, 1000), facts(2, 1050), facts(4, 800), facts(5, 700), facts(6, 500), facts(7, 1, "")]
    found = compute(now, before, RATE)
    assert [(line.clinic, line.note, line.patients, line.before) for line in found.lines] == [
        (1, ClinicNote.SAME, 1000, 1000),
        (2, ClinicNote.CHANGED, 1100, 1050),
        (3, ClinicNote.JOINED, 900, None),
        (4, ClinicNote.NO_COUNT, 0, 800),
        (5, ClinicNote.NO_NUMBER, 0, 700),
        (6, ClinicNote.LEFT, 0, 500),
    ]
    assert (found.amount, found.missing) == (Decimal("10950.00"), 2)
    assert [line_of(line.as_json()) for line in found.lines] == list(found.lines)


FOUND = compute(
    [facts(1, 1000, name="Nord"), facts(2, 1100, name="Syd"), facts(4, None, name="Øst")],
    [facts(1, 1000), facts(2, 1050), facts(4, 800), facts(6, 500, name="Vest")],
    RATE,
)
MISSING = "Øst mangler patienttal og tæller ikke med i det ventede beløb."


@pytest.mark.parametrize(
    ("off", "sentence"),
    [
        ("-3650.00", "Forskellen er præcis Nord: regionen har ikke regnet klinikken med."),
        ("2920.00", "Forskellen er præcis Øst med sidste års patienttal, 800."),
        ("1825.00", "Forskellen er præcis Vest, som ikke længere er i klyngen."),
        (
            "-182.50",
            "Forskellen er præcis Syd: regionen har regnet med sidste års patienttal, 1050, i stedet for 1100.",
        ),
        (
            "-105.00",
            "Regionens beløb er præcis 3,60 kr. pr. patient. Satsen her er 3,65 kr. pr. patient.",
        ),
        ("4562.50", "Forskellen er præcis den, der bliver, når alle patienttal er sidste års."),
    ],
)
def test_the_difference_is_explained(off: str, sentence: str) -> None:
    assert FOUND.amount == Decimal("7665.00")
    assert explain(FOUND, FOUND.amount + Decimal(off)) == [sentence, MISSING]


def test_nothing_is_explained_that_agrees_and_what_cannot_be_is_said() -> None:
    assert explain(FOUND, FOUND.amount) == []
    whole = compute([facts(1, 1000)], [facts(1, 1000)], RATE)
    assert explain(whole, Decimal("3649.99")) == [
        "Intet i registeret forklarer forskellen. Spørg regionen, hvad den har regnet med."
    ]


@pytest.mark.parametrize(
    ("payment", "year"),
    [("2026", 2026), ("rest for 2025", 2025), ("1. rate", 2027), ("12026", 2027), ("2026 og 2027", 2026)],
)
def test_the_year_a_payment_is_for(payment: str, year: int) -> None:
    assert payment_year(payment, dt.date(2027, 3, 1)) == year
    assert register_day(year) == dt.date(year, 1, 31)
