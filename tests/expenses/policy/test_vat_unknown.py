from dataclasses import replace

import pytest

from expenses.enums import Outcome
from tests.expenses.policy.claims import asked, claim, found, line, meeting, only, people

RULE = "vat_unknown"


def test_it_asks_when_the_vat_decides_and_shows_both_sums():
    finding = only(claim(line("dinner", "14000.00")), RULE)
    assert finding.outcome == Outcome.REASON
    assert finding.field == "vat"
    assert finding.arithmetic == (
        "Hvis momsen er 0: 14.000,00 kr. inkl. moms → 14.000,00 kr. ekskl. moms ÷ 14 = 1.000,00 kr. "
        "> 800,00 kr. · Hvis momsen er 25 %: 14.000,00 kr. inkl. moms → 11.200,00 kr. ekskl. moms ÷ 14 "
        "= 800,00 kr. ≤ 800,00 kr."
    )
    assert finding.sentence == (
        "Momsen mangler, og den afgør, om middagen er inden for rammen. Skriv den moms, der står på papiret, eller 0, "
        "hvis der ingen er. Kan du ikke se den, så skriv hvorfor."
    )


@pytest.mark.parametrize("gross", ["11200.00", "0.01"])
def test_it_is_silent_when_the_claim_is_within_even_without_vat(gross):
    assert found(claim(line("dinner", gross))) == []


def test_it_asks_from_one_ore_above_the_limit_without_vat():
    assert found(claim(line("dinner", "11200.01"))) == [(RULE, Outcome.REASON)]


def test_it_is_silent_when_the_claim_is_above_either_way():
    both_above = claim(line("dinner", "16500.00"))
    assert found(both_above) == [("meal_ceiling", Outcome.REASON)]
    both_far_above = claim(line("dinner", "21000.01"))
    assert found(both_far_above) == [("meal_ceiling", Outcome.STOP)]


def test_it_asks_beside_the_certain_answer_when_the_vat_decides_between_reason_and_stop():
    dinner = claim(line("dinner", "17000.00"))
    assert found(dinner) == [("meal_ceiling", Outcome.REASON), (RULE, Outcome.REASON)]
    finding = only(dinner, RULE)
    assert finding.sentence.startswith(
        "Momsen mangler, og den afgør, hvor langt middagen er over rammen. Skriv"
    )
    assert "> 1,5 × 800,00 kr. = 1.200,00 kr. · Hvis momsen er 25 %" in finding.arithmetic


@pytest.mark.parametrize("vat", ["0", "2800.00"])
def test_it_is_silent_when_the_vat_is_given(vat):
    assert RULE not in dict(found(claim(line("dinner", "14000.00", vat))))


def test_one_line_without_vat_is_enough():
    mixed = claim(line("dinner", "12500.00", "2500.00"), line("dinner", "1300.00"))
    assert found(mixed) == [(RULE, Outcome.REASON)]
    assert (
        only(mixed, RULE)
        .arithmetic.split(" · ")[1]
        .startswith("Hvis momsen er 25 %: 13.800,00 kr. inkl. moms → 11.040,00 kr. ekskl. moms")
    )


def test_a_line_that_is_not_limited_never_asks():
    assert found(claim(line("transport", "99999.00"))) == []


def test_it_asks_for_the_room_and_the_stay_too():
    assert found(claim(line("room", "5000.01"))) == [(RULE, Outcome.REASON)]
    stay = claim(line("accommodation", "3000.01"), meeting=meeting(people(attended=1)))
    assert asked(stay) == [(RULE, Outcome.REASON)]


def test_more_vat_than_25_percent_counts_as_not_given():
    finding = only(claim(line("dinner", "14000.00", "2801.01")), RULE)
    assert finding.sentence.startswith("Momsen er højere end 25 % og kan ikke passe; den afgør, om ")
    within_rounding = claim(line("dinner", "14000.00", "2801.00"))
    assert found(within_rounding) == []


def test_the_members_figures_are_not_altered():
    given = claim(line("dinner", "14000.00", "7000.00"))
    before = replace(given)
    found(given)
    assert given == before
