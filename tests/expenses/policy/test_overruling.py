"""A stop that was set aside: a note for that exact finding, and a stop again for any other."""

from dataclasses import replace

import pytest

from expenses.enums import Outcome
from expenses.policy.facts import Claim, PayeeFacts, Relation
from expenses.policy.finding import Finding
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.overruling import can_be_overruled, mark_of, set_aside
from expenses.policy.rules import judge
from tests.expenses.policy.claims import claim, line

WITHOUT = claim(line("other", "100.00", "20.00"), supplier="Prøveby IT", text="Kursus uden Medibox")


def stop_of(one: Claim) -> Finding:
    return next(found for found in judge(one, GUIDE_TABLE) if found.rule == "never_paid")


def outcome_after(one: Claim, reasons: dict[str, str]) -> Outcome:
    seen = set_aside(judge(one, GUIDE_TABLE), one, reasons)
    return next(found.outcome for found in seen if found.rule == "never_paid")


ALLOWED = {mark_of(stop_of(WITHOUT), WITHOUT): "Ordet er kun nævnt."}


def test_the_stop_is_a_note_with_the_reason_and_keeps_what_was_found() -> None:
    seen = set_aside(judge(WITHOUT, GUIDE_TABLE), WITHOUT, ALLOWED)
    note = next(found for found in seen if found.rule == "never_paid")
    assert (note.outcome, note.sentence) == (Outcome.NOTE, "PLO har set på det: Ordet er kun nævnt.")
    assert note.facts == stop_of(WITHOUT).facts
    assert [found.outcome for found in seen] == sorted(
        (found.outcome for found in seen), key=list(Outcome).index
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(WITHOUT, text="Kursus uden Medibox."),
        replace(WITHOUT, text="Kursus uden medibox"),
        replace(WITHOUT, supplier="Prøveby Data"),
        replace(WITHOUT, lines=(replace(WITHOUT.lines[0], text="Abonnement"),)),
        replace(WITHOUT, payee=PayeeFacts("Anne Prøve", Relation.MEMBER)),
    ],
)
def test_other_words_bring_the_stop_back(other: Claim) -> None:
    assert outcome_after(other, ALLOWED) is Outcome.STOP


def test_what_was_not_looked_in_changes_nothing() -> None:
    assert outcome_after(replace(WITHOUT, reason="Et andet ord"), ALLOWED) is Outcome.NOTE


def test_no_other_rule_can_be_set_aside() -> None:
    drinks = claim(line("dinner", "100.00", "20.00"), meeting=None)
    stop = next(found for found in judge(drinks, GUIDE_TABLE) if found.outcome is Outcome.STOP)
    assert not can_be_overruled(stop)
    assert set_aside(judge(drinks, GUIDE_TABLE), drinks, {mark_of(stop, drinks): "Ja"}) == judge(
        drinks, GUIDE_TABLE
    )
