import pytest

from expenses.enums import Outcome
from tests.expenses.policy.claims import claim, found, line, only

RULE = "duplicate_claim"
TAXA = line("transport", "100.00", "0")


def test_figures_that_are_the_same_ask_for_a_reason_and_name_the_other():
    one = only(claim(TAXA, similar="2026-00007"), RULE)
    assert one.outcome == Outcome.REASON
    assert one.sentence == (
        "Bilag 2026-00007 i klyngen har samme leverandør og fakturanummer, eller samme beløb og dag. Et køb kan kun "
        "betales én gang. Er det to køb, så skriv hvordan."
    )
    assert one.facts == (("Ligner", "Bilag 2026-00007"),)


@pytest.mark.parametrize(
    ("other", "which"), [("2026-00007", "Bilag 2026-00007"), ("et andet bilag", "Et andet bilag")]
)
def test_a_picture_that_looks_the_same_asks_too_and_names_no_stranger(other, which):
    one = only(claim(TAXA, lookalike=other), RULE)
    assert one.outcome == Outcome.REASON
    assert one.sentence.startswith(
        f"{which} har et billede, der ligner et af dette bilags. Et køb kan kun betales"
    )


def test_figures_and_picture_of_one_voucher_are_one_finding():
    assert found(claim(TAXA, similar="2026-00007", lookalike="2026-00007")) == [(RULE, Outcome.REASON)]
    assert len(found(claim(TAXA, similar="2026-00007", lookalike="2026-00008"))) == 2


def test_nothing_alike_is_nothing_found():
    assert found(claim(TAXA)) == []
