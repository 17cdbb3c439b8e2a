from dataclasses import replace

import pytest

from expenses.enums import NEEDS_LIST, CostCategory, Outcome
from tests.expenses.policy.claims import claim, found, line, meeting, only, people

RULE = "attendance_list"
OTHERS = [category for category in CostCategory if category not in NEEDS_LIST]


@pytest.mark.parametrize("category", NEEDS_LIST)
def test_food_and_nights_need_a_meeting(category):
    assert (RULE, Outcome.STOP) in found(claim(line(category, "100.00", "0"), meeting=None))
    assert RULE not in dict(found(claim(line(category, "100.00", "0"))))


@pytest.mark.parametrize("category", OTHERS)
def test_other_costs_do_not(category):
    assert RULE not in dict(found(claim(line(category, "100.00", "0"), meeting=None)))


@pytest.mark.parametrize(
    ("participants", "said"),
    [
        ((), "Mødets deltagerliste er tom. Skriv på den, hvem der var med, og hvem der udeblev."),
        (
            people(declined=3),
            "Ingen på mødets deltagerliste var med. Ret listen, så den viser, hvem der kom, og hvem der udeblev.",
        ),
        (
            people(invited=3),
            "Ingen på mødets deltagerliste var med. Ret listen, så den viser, hvem der kom, og hvem der udeblev.",
        ),
    ],
)
def test_a_list_without_anyone_who_came_stops(participants, said):
    finding = only(claim(line("dinner", "100.00", "0"), meeting=meeting(participants)), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.sentence == said
    assert finding.field == "meeting"
    assert finding.heading == "Deltagerliste indsendes via klyngeplatform"


@pytest.mark.parametrize("name", ["", "   ", "+1", "??", "N.N.", "nn", "Ukendt", "\u200b"])
def test_one_without_a_name_stops(name):
    unnamed = replace(people(attended=1)[0], name=name)
    finding = only(
        claim(line("dinner", "100.00", "0"), meeting=meeting((*people(attended=5), unnamed))), RULE
    )
    assert finding.sentence == (
        "1 deltager på mødets deltagerliste har intet navn. Skriv navnet på listen, før bilaget sendes."
    )
    assert finding.facts == (("På listen", "6"), ("Tæller med", "5"))


def test_several_without_a_name_are_counted():
    unnamed = replace(people(attended=1)[0], name="?")
    finding = only(
        claim(line("dinner", "100.00", "0"), meeting=meeting((*people(attended=5), unnamed, unnamed))), RULE
    )
    assert finding.sentence == (
        "2 deltagere på mødets deltagerliste har intet navn. Skriv navnene på listen, før bilaget sendes."
    )


@pytest.mark.parametrize("name", ["Bo", "Ø", "Læge 1", "李"])
def test_short_and_foreign_names_are_names(name):
    person = replace(people(attended=1)[0], name=name)
    assert found(claim(line("dinner", "100.00", "0"), meeting=meeting((person,)))) == []


def test_one_who_declined_must_be_named_too():
    """The guide: of those who had signed up and did not come, it must be stated who."""
    unnamed = replace(people(declined=1)[0], name="")
    assert (RULE, Outcome.STOP) in found(
        claim(line("dinner", "100.00", "0"), meeting=meeting((*people(attended=5), unnamed)))
    )


def test_a_line_without_amount_yet_is_judged_already():
    assert (RULE, Outcome.STOP) in found(claim(line("dinner", None), meeting=None))
