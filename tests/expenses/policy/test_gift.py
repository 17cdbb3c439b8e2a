import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenses.enums import Outcome, VoucherKind
from expenses.policy.ceilings import workings
from expenses.policy.facts import Relation
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.rules import judge
from klyngeokonomi.money import kr
from tests.expenses.policy.claims import claim, found, line, meeting, only, payee, people, with_people

RULE = "gift"
NOTED, ASKED, STOPPED = [(RULE, Outcome.NOTE)], [(RULE, Outcome.REASON)], [(RULE, Outcome.STOP)]


def gift(*lines, **facts):
    return claim(*lines, **({"kind": VoucherKind.GIFT, "recipient": "Anne Prøve"} | facts))


@pytest.mark.parametrize(
    ("gross", "vat", "expected"),
    [
        ("1300.00", "0", NOTED),
        ("1300.01", "0", ASKED),
        ("1625.00", "325.00", NOTED),
        ("1625.01", "325.00", ASKED),
        ("1300.00", None, NOTED),
        ("1300.01", None, [("vat_unknown", Outcome.REASON), *NOTED]),
        ("1625.00", None, [("vat_unknown", Outcome.REASON), *NOTED]),
        ("1625.02", None, ASKED),
        ("2000.00", None, ASKED),
        ("99999.00", None, ASKED),
        (None, None, NOTED),
    ],
)
def test_the_limit_is_the_net_amount(gross, vat, expected):
    assert found(gift(line("gift", gross, vat))) == expected


def test_lines_with_and_without_vat_are_one_gift():
    wine = line("gift", "1000.00", "200.00")
    assert found(gift(wine, line("gift", "500.00"))) == NOTED
    assert found(gift(wine, line("gift", "500.01"))) == [("vat_unknown", Outcome.REASON), *NOTED]
    assert found(gift(wine, line("gift", "625.02"))) == ASKED


def test_at_the_least_the_tax_is_noted():
    finding = only(gift(line("gift", "200.00", "40.00")), RULE)
    assert finding.sentence == (
        "Gaver er i princippet skattepligtige for den, der får dem: sig til modtageren, at gaven skal oplyses til "
        "SKAT af modtageren selv. En gave må ikke være løn i form af varer."
    )
    assert finding.heading == "Oplægsholdere og gaver"
    assert finding.facts == (("Modtager", "Anne Prøve"),)


def test_above_the_limit_a_reason_is_asked():
    finding = only(gift(line("gift", "1500.00", "0")), RULE)
    assert finding.sentence == (
        "Gaven koster 1.500,00 kr. uden moms, og rammen er 1.300,00 kr. En gave skal være en mindre tak. "
        "Skriv hvorfor den er dyrere, eller søg om mindre."
    )
    assert finding.arithmetic == "1.500,00 kr. inkl. moms → 1.500,00 kr. ekskl. moms > 1.300,00 kr."
    assert (finding.heading, finding.field) == ("Oplægsholdere og gaver", "gross")


@pytest.mark.parametrize("name", ["", "  ", " – ", "N.N.", "ukendt", "123", "?"])
@pytest.mark.parametrize("gross", ["200.00", "1500.00"])
def test_without_a_name_it_stops_whatever_it_costs(name, gross):
    one = gift(line("gift", gross), recipient=name)
    assert found(one) == STOPPED
    assert only(one, RULE).sentence == (
        "Skriv navnet på den, der får gaven: en gave er en tak til en bestemt person."
    )
    assert workings(one, GUIDE_TABLE) == ()


def test_the_payee_is_the_receiver_where_nobody_was_asked():
    wine = line("gift", "200.00", "40.00")
    assert found(gift(wine, recipient=None, payee=payee("speaker"))) == NOTED
    assert found(gift(wine, recipient=None, payee=payee("speaker", name="–"))) == STOPPED
    assert found(gift(wine, recipient=None)) == STOPPED
    assert found(gift(wine, recipient="", payee=payee("speaker"))) == STOPPED


def test_where_it_is_asked_the_occasion_stops_and_the_agreement_asks():
    wine = line("gift", "200.00", "40.00")
    assert found(gift(wine, occasion=" ")) == STOPPED
    assert only(gift(wine, occasion=""), RULE).sentence == "Skriv anledningen: hvad gaven er tak for."
    assert found(gift(wine, occasion="Et oplæg", prior_agreement=True)) == NOTED
    for answer, sentence in (
        (
            None,
            "Skriv, om gaven var aftalt med koordinatoren på forhånd; var den ikke det, så skriv hvorfor.",
        ),
        (False, "Gaven var ikke aftalt med koordinatoren på forhånd. Skriv hvorfor."),
    ):
        one = gift(wine, occasion="Et oplæg", prior_agreement=answer)
        assert (found(one), only(one, RULE).sentence) == (ASKED, sentence)
        assert found(gift(wine, prior_agreement=answer)) == NOTED


@pytest.mark.parametrize("relation", Relation)
def test_who_is_repaid_changes_nothing(relation):
    assert found(gift(line("gift", "1300.00", "0"), payee=payee(relation))) == NOTED


def test_the_kind_alone_or_the_line_alone_makes_it_a_gift():
    assert found(gift(line("other", "1300.01", "0"))) == ASKED
    assert found(gift()) == NOTED
    outlay = gift(line("gift", "1300.00", "0"), line("other", "9000.00", "0"), kind=VoucherKind.OUTLAY)
    assert found(outlay) == NOTED
    assert found(gift(line("other", "9000.00", "0"), kind=VoucherKind.OUTLAY)) == []


def test_what_is_within_is_shown_with_its_sum():
    (working,) = workings(gift(line("gift", "250.00", "50.00")), GUIDE_TABLE)
    assert (working.what, working.anchor) == ("Gaven", "oplaegsholdere-og-gaver")
    assert working.arithmetic == "250,00 kr. inkl. moms → 200,00 kr. ekskl. moms ≤ 1.300,00 kr."


@pytest.mark.parametrize(("day", "expected"), [(dt.date(2023, 3, 31), NOTED), (dt.date(2023, 4, 1), ASKED)])
def test_the_limit_has_its_first_day(day, expected):
    one = gift(line("gift", "1300.01", "0"), meeting=None, reason="Afsked.", date=day)
    assert found(one) == expected


@given(
    ore=st.none() | st.integers(0, 500_000),
    vat=st.sampled_from([None, "0"]),
    name=st.sampled_from([None, "", "Anne Prøve"]),
    kind=st.sampled_from([VoucherKind.GIFT, VoucherKind.OUTLAY]),
    declined=st.integers(1, 5),
)
def test_exactly_one_finding_and_who_declined_changes_nothing(ore, vat, name, kind, declined):
    price = line("gift", None if ore is None else str(kr(ore) / 100), vat)
    one = gift(price, recipient=name, kind=kind, meeting=meeting(people(attended=2)))
    first = judge(one, GUIDE_TABLE)
    assert [finding.rule for finding in first].count(RULE) == 1
    assert judge(with_people(one, people(attended=2, declined=declined)), GUIDE_TABLE) == first
