import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenses.enums import Outcome, PaperKind, VoucherKind
from expenses.policy.ceilings import workings
from expenses.policy.facts import Relation
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.rules import judge
from klyngeokonomi.money import kr
from tests.expenses.policy.claims import claim, found, line, meeting, only, papers, payee, people, with_people

RULE = "speaker_fee"
ASKED, NOTED = [(RULE, Outcome.REASON)], [(RULE, Outcome.NOTE)]
VAT_ASKED = [("vat_unknown", Outcome.REASON)]


def talk(*lines, evidence=False, **facts):
    beside = papers("invoice", "timesheet", *["price_evidence"] * evidence)
    return claim(
        *lines, **({"kind": VoucherKind.INVOICE, "papers": beside, "payee": payee("speaker")} | facts)
    )


@pytest.mark.parametrize(
    ("gross", "vat", "expected"),
    [
        ("10000.00", "0", []),
        ("10000.01", "0", ASKED),
        ("12500.00", "2500.00", []),
        ("12500.01", "2500.00", ASKED),
        ("10000.00", None, []),
        ("10000.01", None, VAT_ASKED),
        ("12500.00", None, VAT_ASKED),
        ("12500.02", None, ASKED),
        ("15000.00", "0", ASKED),
        ("90000.00", None, ASKED),
        (None, None, []),
    ],
)
def test_the_limit_is_ten_thousand_net(gross, vat, expected):
    assert found(talk(line("speaker", gross, vat))) == expected


def test_far_above_is_the_same_answer_so_the_vat_need_not_be_known():
    assert found(talk(line("speaker", "17000.00", None))) == ASKED


def test_lines_with_and_without_vat_are_one_amount():
    assert found(talk(line("speaker", "6250.00", "1250.00"), line("speaker", "5000.00"))) == []
    assert found(talk(line("speaker", "6250.00", "1250.00"), line("speaker", "5000.01"))) == VAT_ASKED
    assert found(talk(line("speaker", "6250.00", "1250.00"), line("speaker", "6250.02"))) == ASKED


def test_without_price_evidence_a_reason_is_asked():
    finding = only(talk(line("speaker", "12000.00", "0")), RULE)
    assert finding.sentence == (
        "Honoraret til oplægsholderen er 12.000,00 kr. uden moms, og rammen er 10.000,00 kr. Læg et papir "
        "ved, der viser, at prisen er normal, eller skriv hvorfor den er rimelig."
    )
    assert finding.arithmetic == ("12.000,00 kr. > 10.000,00 kr.")
    assert finding.facts[-1] == ("Ramme ekskl. moms", "10.000,00 kr. pr. oplæg")
    assert (finding.heading, finding.field) == ("Oplægsholdere og gaver", "gross")


def test_with_price_evidence_it_is_noted():
    assert found(talk(line("speaker", "10000.01", "0"), evidence=True)) == NOTED
    finding = only(talk(line("speaker", "12500.00", "0"), evidence=True), RULE)
    assert finding.sentence == (
        "Honoraret til oplægsholderen er 12.500,00 kr. uden moms, og rammen er 10.000,00 kr. Der ligger "
        "dokumentation for prisen ved: se efter, at den viser, at prisen er normal."
    )
    assert found(talk(line("speaker", "10000.00", "0"), evidence=True)) == []


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind != PaperKind.PRICE_EVIDENCE])
def test_no_other_paper_shows_the_price(kind):
    assert (RULE, Outcome.REASON) in found(talk(line("speaker", "10000.01", "0"), papers=papers(kind)))


@pytest.mark.parametrize("kind", [VoucherKind.INVOICE, VoucherKind.FEE])
@pytest.mark.parametrize("relation", Relation)
def test_a_line_for_a_speaker_counts_for_everybody_from_outside(relation, kind):
    dear = talk(line("speaker", "10000.01", "0"), kind=kind, payee=payee(relation, contract=True))
    outside = relation in ("speaker", "consultant", "supplier")
    assert (RULE in dict(found(dear))) is outside


@pytest.mark.parametrize("kind", [VoucherKind.OUTLAY, VoucherKind.CARD])
def test_whoever_is_repaid_is_not_the_speaker(kind):
    dear = talk(line("speaker", "10000.01", "0"), kind=kind, payee=payee("member"), papers=papers("receipt"))
    assert (RULE, Outcome.REASON) in found(dear)


def test_a_line_for_a_speaker_counts_when_nobody_is_named_as_payee():
    assert found(talk(line("speaker", "10000.01", "0"), payee=None)) == ASKED


@pytest.mark.parametrize("category", ["fee", "speaker", "other", "consultant", "transport"])
def test_the_kind_alone_makes_it_a_fee_to_the_speaker(category):
    assert found(talk(line(category, "10000.01", "0"), kind=VoucherKind.FEE)) == ASKED


def test_a_fee_to_another_than_a_speaker_is_another_matter():
    one = talk(line("fee", "10000.01", "0"), kind=VoucherKind.FEE, payee=payee("consultant"))
    assert found(one) == []


def test_the_speakers_journey_is_no_fee():
    fee, train = line("fee", "10000.00", "0"), line("transport", "800.00", "0")
    assert found(talk(fee, train, kind=VoucherKind.FEE)) == []
    assert found(talk(fee, train, line("speaker", "0.01", "0"), kind=VoucherKind.INVOICE)) == ASKED
    assert found(talk(line("other", "99999.00", "0"), train)) == []


def test_what_is_within_is_shown_with_its_sum():
    (working,) = workings(talk(line("speaker", "8000.00", "1600.00")), GUIDE_TABLE)
    assert working.what == "Honoraret til oplægsholderen"
    assert working.arithmetic == "8.000,00 kr. inkl. moms → 6.400,00 kr. ekskl. moms ≤ 10.000,00 kr."
    assert working.anchor == "oplaegsholdere-og-gaver"
    assert workings(talk(line("speaker", "10000.01", "0"), evidence=True), GUIDE_TABLE) == ()


def test_unknown_vat_is_asked_in_the_words_of_the_fee():
    finding = only(talk(line("speaker", "12000.00")), "vat_unknown")
    assert "om honoraret til oplægsholderen er inden for rammen." in finding.sentence


@pytest.mark.parametrize(("day", "expected"), [(dt.date(2023, 3, 31), []), (dt.date(2023, 4, 1), ASKED)])
def test_the_limit_has_its_first_day(day, expected):
    one = talk(line("speaker", "20000.00", "0"), meeting=None, reason="Kursus.", date=day)
    assert found(one) == expected


@given(
    ore=st.integers(1, 5_000_000),
    vat=st.sampled_from([None, "0"]),
    evidence=st.booleans(),
    declined=st.integers(1, 5),
)
def test_judging_twice_and_who_declined_change_nothing(ore, vat, evidence, declined):
    one = talk(
        line("speaker", str(kr(ore) / 100), vat), evidence=evidence, meeting=meeting(people(attended=2))
    )
    first = judge(one, GUIDE_TABLE)
    assert judge(one, GUIDE_TABLE) == first
    assert judge(with_people(one, people(attended=2, declined=declined)), GUIDE_TABLE) == first
    assert (RULE in [found.rule for found in first]) == (ore > (1_000_000 if vat else 1_250_001))
