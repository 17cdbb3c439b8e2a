import datetime as dt
from dataclasses import replace

import pytest

from expenses.enums import Outcome, TermKey
from expenses.policy.facts import PayeeFacts, Relation
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.limits import LimitTable, Term
from tests.expenses.policy.claims import claim, found, line, only

RULE = "never_paid"
ONE = line("subscription", "100.00", "0")


def test_it_stops_shows_the_words_as_written_and_says_who_can_let_it_go():
    finding = only(claim(ONE, text="Årets Medi-Box abonnement"), RULE)
    assert (finding.outcome, finding.heading) == (Outcome.STOP, "Medibox kan ikke betales med klyngemidler")
    assert finding.field == "text"
    assert finding.sentence == (
        "Fundet i teksten: «Medi-Box». Et abonnement på Medibox kan fra 2026 ikke betales med klyngens penge. Nævnes "
        "det kun, så bed PLO's klyngesekretariat om at se på det: de kan lade det gå igennem."
    )
    assert finding.facts == (
        ("Fundet", "«Medi-Box»"),
        ("Hvor", "teksten"),
        ("Der står", "Årets Medi-Box abonnement"),
    )


def test_a_text_that_only_mentions_it_is_shown_whole():
    assert ("Der står", "Mødepakke uden Medibox") in only(
        claim(ONE, text="Mødepakke uden Medibox"), RULE
    ).facts


def test_a_long_text_is_cut_around_the_words():
    shown = dict(only(claim(ONE, text="ord " * 60 + "Medibox" + " ord" * 60), RULE).facts)["Der står"]
    assert shown.startswith("… ord") and "Medibox" in shown and shown.endswith("ord …") and len(shown) < 130


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"supplier": "Medibox ApS"}, "leverandørens navn"),
        ({"text": "Medibox"}, "teksten"),
        ({"lines": (replace(ONE, text="Medibox"),)}, "en linjes tekst"),
        ({"payee": PayeeFacts("Medibox ApS", Relation.SUPPLIER)}, "modtagerens navn"),
    ],
)
def test_it_is_looked_for_wherever_the_claim_speaks(facts, where):
    assert ("Hvor", where) in only(replace(claim(ONE), **facts), RULE).facts


def test_not_in_the_reason_nor_across_two_fields():
    assert found(claim(ONE, reason="Medibox", supplier="Medi", text="box")) == []


@pytest.mark.parametrize(
    ("day", "expected"), [(dt.date(2025, 12, 31), []), (dt.date(2026, 1, 1), [(RULE, Outcome.STOP)])]
)
def test_medibox_is_stopped_from_2026_by_the_day_of_the_event(day, expected):
    assert found(claim(ONE, text="Medibox", meeting=None, reason="Årligt", date=day)) == expected


def test_the_guild_was_never_paid_and_both_may_be_found():
    early = claim(ONE, text="Lægelaugets fest", meeting=None, reason="Ja", date=dt.date(2024, 1, 1))
    assert only(early, RULE).heading == "Lægelaug og klynger skal ikke sammenblandes"
    both = claim(ONE, supplier="Prøveby lægelaug", text="Medibox")
    assert found(both) == [(RULE, Outcome.STOP), (RULE, Outcome.STOP)]


def test_one_word_in_two_places_is_one_finding():
    assert found(claim(ONE, supplier="Medibox", text="Medibox")) == [(RULE, Outcome.STOP)]


def test_the_secretariats_own_words_count_under_their_heading_or_a_general_one():
    for anchor, heading in (
        ("hardware", "Køb af IT – Hardware"),
        ("ukendt", "Klyngemidler er offentlige midler"),
    ):
        term = Term(TermKey.NEVER_PAID, "Prøvebar", anchor, dt.date(2026, 5, 12))
        finding = only(claim(ONE, text="prøve bar"), RULE, LimitTable.of(GUIDE_TABLE.rows, [term]))
        assert finding.heading.startswith(heading)
        assert "Prøvebar kan ikke betales." in finding.sentence
    assert found(claim(ONE, text="Prøvebar")) == []
