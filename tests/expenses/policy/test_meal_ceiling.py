import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenses.enums import Outcome, RateKey
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.limits import Limit, LimitTable
from expenses.policy.rules import judge
from klyngeokonomi.money import kr
from tests.expenses.policy.claims import EVENING, claim, found, line, meeting, only, people, with_people

RULE = "meal_ceiling"


def test_dinner_exactly_at_the_limit_is_within():
    assert found(claim(line("dinner", "14000.00", "2800.00"))) == []


def test_dinner_one_ore_above_asks_for_a_reason_and_shows_the_sums():
    finding = only(claim(line("dinner", "14000.01", "2800.00")), RULE)
    assert finding.outcome == Outcome.REASON
    assert finding.arithmetic == (
        "14.000,01 kr. inkl. moms → 11.200,01 kr. ekskl. moms > 14 × 800,00 kr. = 11.200,00 kr."
    )
    assert finding.sentence == (
        "Middagen koster lidt mere end 800,00 kr. pr. person uden moms, og rammen er 800,00 kr. "
        "Skriv hvorfor prisen er højere, eller søg kun om det, der er inden for rammen."
    )
    assert finding.heading == "Rammer ved mødeafholdelse og mødelokale"
    assert finding.anchor == "rammer"
    assert finding.field == "gross"


def test_dinner_clearly_above_shows_the_price_per_head():
    finding = only(claim(line("dinner", "15000.00", "3000.00")), RULE)
    assert finding.outcome == Outcome.REASON
    assert finding.arithmetic == (
        "15.000,00 kr. inkl. moms → 12.000,00 kr. ekskl. moms ÷ 14 ≈ 857,14 kr. > 800,00 kr."
    )
    assert finding.facts == (
        ("Beløb inkl. moms", "15.000,00 kr."),
        ("Moms", "3.000,00 kr."),
        ("Antal", "14"),
        ("Ramme ekskl. moms", "800,00 kr. pr. person"),
    )


def test_exactly_half_above_is_a_reason_and_one_ore_more_stops():
    assert found(claim(line("dinner", "16800.00", "0"))) == [(RULE, Outcome.REASON)]
    stopped = only(claim(line("dinner", "16800.01", "0")), RULE)
    assert stopped.outcome == Outcome.STOP
    assert "resten betaler deltagerne selv" in stopped.sentence
    assert stopped.arithmetic.endswith("ekskl. moms > 14 × 1,5 × 800,00 kr. = 16.800,00 kr.")


def test_a_stop_shows_that_more_than_half_above_was_passed():
    stopped = only(claim(line("dinner", "21000.00", "0")), RULE)
    assert stopped.arithmetic == (
        "21.000,00 kr. inkl. moms → 21.000,00 kr. ekskl. moms ÷ 14 = 1.500,00 kr. > 1,5 × 800,00 kr. = 1.200,00 kr."
    )
    odd = LimitTable.of([Limit(RateKey.DINNER, kr("800.01"), dt.date(2026, 1, 1))])
    stopped = only(claim(line("dinner", "21000.00", "0")), RULE, odd)
    assert stopped.arithmetic.endswith("> 1,5 × 800,01 kr. ≈ 1.200,01 kr.")


@pytest.mark.parametrize(
    ("gross", "expected"),
    [("6300.00", []), ("6300.01", [(RULE, Outcome.REASON)]), ("9450.01", [(RULE, Outcome.STOP)])],
)
def test_lunch_has_its_own_limit(gross, expected):
    assert found(claim(line("lunch", gross, "0"))) == expected


def test_full_vat_is_taken_off_before_the_comparison():
    assert found(claim(line("dinner", "14000.00", "0"))) == [(RULE, Outcome.REASON)]
    assert found(claim(line("dinner", "14000.00", "2800.00"))) == []


def test_lines_of_one_meal_are_added_with_their_own_vat():
    mixed = claim(line("dinner", "12500.00", "2500.00"), line("dinner", "1200.00", "0"))
    assert found(mixed) == []
    above = claim(line("dinner", "12500.00", "2500.00"), line("dinner", "1200.01", "0"))
    assert only(above, RULE).arithmetic.startswith("13.700,01 kr. inkl. moms → 11.200,01 kr. ekskl. moms")


def test_drinks_are_part_of_the_dinner_they_were_served_with():
    assert found(claim(line("dinner", "11200.00", "0"))) == []
    assert found(claim(line("dinner", "11200.00", "0"), line("drinks", "0.01", "0"))) == [
        (RULE, Outcome.REASON)
    ]


def test_drinks_go_with_the_dinner_when_there_is_a_lunch_too():
    both = claim(line("lunch", "6300.00", "0"), line("dinner", "11200.00", "0"), line("drinks", "0.01", "0"))
    assert only(both, RULE).sentence.startswith("Middagen")
    lunch = claim(line("lunch", "6300.00", "0"), line("drinks", "0.01", "0"))
    assert only(lunch, RULE).sentence.startswith("Frokosten")


def test_lunch_and_dinner_on_one_paper_are_judged_apart():
    assert found(claim(line("lunch", "6300.01", "0"), line("dinner", "11200.01", "0"))) == [
        (RULE, Outcome.REASON),
        (RULE, Outcome.REASON),
    ]


def test_a_no_show_is_a_head_and_one_who_declined_is_not():
    dinner = claim(line("dinner", "11200.00", "0"))
    assert found(with_people(dinner, people(attended=10, no_show=4))) == []
    assert found(with_people(dinner, people(attended=10, no_show=3, declined=9))) == [(RULE, Outcome.REASON)]


def test_an_unnamed_person_is_no_head():
    nobody = replace(people(attended=1)[0], name=" – ")
    dinner = with_people(claim(line("dinner", "11200.00", "0")), (*people(attended=13), nobody))
    assert (RULE, Outcome.REASON) in found(dinner)


def test_without_heads_or_meeting_the_price_is_not_judged():
    dinner = line("dinner", "11200.00", "0")
    assert RULE not in dict(found(claim(dinner, meeting=meeting(people(declined=3)))))
    assert RULE not in dict(found(claim(dinner, meeting=None)))


def test_an_open_list_counts_those_who_said_yes_and_says_it_is_an_estimate():
    open_list = meeting(people(accepted=14, invited=6, declined=2), closed=False)
    assert found(claim(line("dinner", "11200.00", "0"), meeting=open_list)) == []
    finding = only(claim(line("dinner", "12000.00", "0"), meeting=open_list), RULE)
    assert finding.sentence.endswith(
        "Tallet er et skøn, til deltagerlisten er lukket: der regnes med 14 personer, som har svaret ja."
    )
    closed = only(claim(line("dinner", "12000.00", "0")), RULE)
    assert "skøn" not in closed.sentence


def test_unknown_vat_leaves_what_is_certain():
    above_either_way = only(
        claim(line("dinner", "14000.01", None), meeting=meeting(people(attended=13))), RULE
    )
    assert above_either_way.arithmetic.startswith(
        "Selv med 25 % moms: 14.000,01 kr. inkl. moms → 11.200,01 kr."
    )
    assert RULE not in dict(found(claim(line("dinner", "14000.00", None))))


def test_a_claim_is_judged_by_the_limit_of_the_day_of_the_meeting():
    table = LimitTable.of(
        [
            Limit(RateKey.DINNER, kr(800), dt.date(2023, 4, 1), dt.date(2026, 5, 12)),
            Limit(RateKey.DINNER, kr(700), dt.date(2026, 5, 13)),
        ]
    )
    dinner = claim(line("dinner", "11200.00", "0"), date=dt.date(2026, 6, 1))
    assert found(dinner, table) == []
    later = meeting(start=EVENING + dt.timedelta(days=1), end=EVENING + dt.timedelta(days=1, hours=3))
    assert found(replace(dinner, meeting=later), table) == [(RULE, Outcome.REASON)]


amounts = st.integers(min_value=1, max_value=5_000_000).map(lambda ore: kr(ore) / 100)


@given(
    gross=amounts,
    vat=st.sampled_from([None, "0", "full"]),
    heads=st.integers(0, 40),
    declined=st.integers(1, 9),
)
def test_one_who_declined_changes_nothing(gross, vat, heads, declined):
    given_vat = {None: None, "0": "0", "full": str(kr(gross / 5))}[vat]
    dinner = with_people(claim(line("dinner", str(gross), given_vat)), people(attended=heads))
    more = with_people(dinner, people(attended=heads, declined=declined))
    assert [found for found in judge(dinner, GUIDE_TABLE) if found.rule != "attendance_list"] == [
        found for found in judge(more, GUIDE_TABLE) if found.rule != "attendance_list"
    ]


GRAVITY = {None: 0, Outcome.NOTE: 1, Outcome.REASON: 2, Outcome.STOP: 3}


@given(gross=amounts, heads=st.integers(1, 40), more=st.integers(1, 10), no_show=st.booleans())
def test_more_heads_never_worsen_the_verdict(gross, heads, more, no_show):
    dinner = with_people(claim(line("dinner", str(gross), "0")), people(attended=heads))
    added = people(attended=heads, no_show=more) if no_show else people(attended=heads + more)
    before = dict(found(dinner)).get(RULE)
    after = dict(found(with_people(dinner, added))).get(RULE)
    assert GRAVITY[after] <= GRAVITY[before]


@given(gross=amounts, heads=st.integers(1, 40))
def test_the_arithmetic_shown_never_contradicts_the_verdict(gross, heads):
    dinner = with_people(claim(line("dinner", str(gross), "0")), people(attended=heads))
    allowed = 800 * heads
    findings = [found for found in judge(dinner, GUIDE_TABLE) if found.rule == RULE]
    assert bool(findings) == (gross > allowed)
    for finding in findings:
        assert "≤" not in finding.arithmetic
        assert "= 800,00 kr. >" not in finding.arithmetic
        assert "≈ 800,00 kr. >" not in finding.arithmetic
