import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenses.enums import Outcome, VoucherKind
from expenses.policy.ceilings import workings
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.rules import judge
from klyngeokonomi.money import LARGEST, kr
from tests.expenses.policy.claims import claim, found, line, meeting, only, papers, payee, people, with_people

RULE = "fee_rate"
ASKED = [(RULE, Outcome.REASON)]


def fee(*lines, hours: str | None = "1", **facts):
    given = {"kind": VoucherKind.FEE, "papers": papers("receipt", "timesheet")}
    return claim(*lines, hours=None if hours is None else Decimal(hours), **(given | facts))


@pytest.mark.parametrize(
    ("hours", "gross", "vat", "expected"),
    [
        ("1", "1072.02", "0", []),
        ("1", "1072.03", "0", ASKED),
        ("2", "2144.04", "0", []),
        ("2", "2144.05", "0", ASKED),
        ("7.5", "8040.15", "0", []),
        ("7.50", "8040.16", "0", ASKED),
        ("0.25", "268.00", "0", []),
        ("0.25", "268.01", "0", ASKED),
        ("1", "1340.03", "268.01", []),
        ("1", "1340.04", "268.01", ASKED),
        ("1", "1072.02", None, []),
        ("1", "1072.03", None, [("vat_unknown", Outcome.REASON)]),
        ("1", "1340.03", None, [("vat_unknown", Outcome.REASON)]),
        ("1", "1340.04", None, ASKED),
        ("1", "99999.00", None, ASKED),
    ],
)
def test_the_limit_is_the_net_amount_of_an_hour(hours, gross, vat, expected):
    assert found(fee(line("fee", gross, vat), hours=hours)) == expected


def test_lines_with_and_without_vat_are_one_amount():
    assert found(fee(line("fee", "500.00", "100.00"), line("fee", "672.02"))) == []
    assert found(fee(line("fee", "500.00", "100.00"), line("fee", "672.03"))) == [
        ("vat_unknown", Outcome.REASON)
    ]
    assert found(fee(line("fee", "500.00", "100.00"), line("fee", "840.04"))) == ASKED


def test_the_sentence_and_the_sum():
    finding = only(fee(line("fee", "9000.00", "0"), hours="7.5"), RULE)
    assert finding.sentence == (
        "Honoraret er 1.200,00 kr. pr. time uden moms, og den vejledende takst er 1.072,02 kr. Ret timerne, "
        "hvis de er forkerte. Ellers skriv hvorfor timen koster mere, eller søg om mindre."
    )
    assert finding.arithmetic == ("9.000,00 kr. ÷ 7,5 timer = 1.200,00 kr. > 1.072,02 kr.")
    assert finding.facts[2:] == (("Antal", "7,5 timer"), ("Ramme ekskl. moms", "1.072,02 kr. pr. time"))
    assert (finding.heading, finding.field) == ("Hvad kan klyngemidler bruges til?", "gross")


def test_one_ore_above_is_not_hidden_by_rounding():
    finding = only(fee(line("fee", "10720.21", "0"), hours="10"), RULE)
    assert finding.sentence.startswith("Honoraret er lidt mere end 1.072,02 kr. pr. time uden moms, og")
    assert finding.arithmetic.endswith("kr. > 10 timer × 1.072,02 kr. = 10.720,20 kr.")
    odd = only(fee(line("fee", "13132.25", "0"), hours="12.25"), RULE)
    assert odd.arithmetic.endswith("kr. > 12,25 timer × 1.072,02 kr. ≈ 13.132,24 kr.")


def test_unknown_vat_is_asked_in_the_words_of_the_fee():
    finding = only(fee(line("fee", "1200.00"), hours="1"), "vat_unknown")
    assert "den afgør, om honoraret er inden for den vejledende takst." in finding.sentence
    assert finding.heading == "Hvad kan klyngemidler bruges til?"
    assert "÷ 1 time = 1.200,00 kr. > 1.072,02 kr. · Hvis momsen er 25 %" in finding.arithmetic


def test_what_is_within_is_shown_with_its_sum():
    (working,) = workings(fee(line("fee", "8000.00", "0"), hours="8"), GUIDE_TABLE)
    assert (working.what, working.anchor) == ("Honoraret", "formaal")
    assert working.arithmetic == ("8.000,00 kr. ÷ 8 timer = 1.000,00 kr. ≤ 1.072,02 kr.")


@pytest.mark.parametrize("hours", [None, "0", "-2"])
def test_without_hours_the_price_of_one_is_not_judged(hours):
    assert found(fee(line("fee", "99999.00", "0"), hours=hours)) == []


def test_a_speaker_is_paid_by_the_talk_and_a_consultant_by_the_hour():
    assert RULE not in dict(found(fee(line("speaker", "9000.00", "0"), payee=payee("speaker"))))
    assert RULE in dict(found(fee(line("consultant", "9000.00", "0"), payee=payee("consultant"))))


def test_a_journey_beside_the_work_is_no_pay():
    work = line("fee", "1072.02", "0")
    assert found(fee(work, line("transport", "500.00", "0"))) == []
    assert found(fee(work, line("other", "0.01", "0"))) == ASKED
    assert found(fee(line("transport", "1072.03", "0"))) == ASKED


def test_a_line_for_a_fee_on_another_kind_of_claim_is_judged_alone():
    both = (line("fee", "1072.02", "0"), line("other", "9000.00", "0"))
    assert found(fee(*both, kind=VoucherKind.OUTLAY)) == []
    invoice = claim(line("consultant", "9000.00", "0"), kind=VoucherKind.INVOICE, hours=Decimal(1))
    assert found(invoice) == []


@pytest.mark.parametrize(
    ("day", "expected"), [(dt.date(2024, 9, 30), []), (dt.date(2024, 10, 1), ASKED)], ids=["before", "first"]
)
def test_the_rate_has_its_first_day(day, expected):
    one = fee(line("fee", "5000.00", "0"), meeting=None, reason="Forberedelse.", date=day)
    assert found(one) == expected


amounts = st.integers(0, int(LARGEST * 100)).map(lambda ore: kr(Decimal(ore) / 100))
hours = st.decimals("0.000001", "999999", places=6)


@given(gross=amounts, vat=st.sampled_from([None, "0"]), hours=hours, declined=st.integers(1, 5))
def test_the_sum_never_contradicts_the_verdict_and_who_declined_changes_nothing(gross, vat, hours, declined):
    one = fee(line("fee", str(gross), vat), hours=str(hours), meeting=meeting(people(attended=2)))
    findings = judge(one, GUIDE_TABLE)
    assert judge(with_people(one, people(attended=2, declined=declined)), GUIDE_TABLE) == findings
    own = [finding for finding in findings if finding.rule == RULE]
    if vat:
        assert bool(own) == (gross > hours * Decimal("1072.02"))
    assert all("≤" not in finding.arithmetic for finding in own)
