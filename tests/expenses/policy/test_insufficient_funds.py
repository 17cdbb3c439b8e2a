from decimal import Decimal

import pytest

from expenses.enums import Outcome
from tests.expenses.policy.claims import claim, found, line, only

RULE = "insufficient_funds"


def of(gross: str | None, available: str | None, *, endorsing: bool = False):
    left = None if available is None else Decimal(available)
    return claim(line("transport", gross, "0"), available=left, is_endorsing=endorsing)


@pytest.mark.parametrize("endorsing", [True, False])
@pytest.mark.parametrize(
    ("gross", "available"), [("100.00", "100.00"), ("100.00", None), (None, "-5.00"), (None, "0.00")]
)
def test_what_the_account_covers_and_what_nobody_knows_is_let_be(gross, available, endorsing):
    assert found(of(gross, available, endorsing=endorsing)) == []


def test_one_oere_more_stops_the_endorsement():
    finding = only(of("100.01", "100.00", endorsing=True), RULE)
    assert (finding.outcome, finding.heading) == (Outcome.STOP, "Hvad kan klyngemidler bruges til?")
    assert finding.arithmetic == "100,01 kr. > 100,00 kr. til rådighed"
    assert finding.sentence == (
        "Der er 100,00 kr. til rådighed på kontoen, så der mangler 0,01 kr. Vent, til der er penge nok, eller ring "
        "til PLO's klyngesekretariat."
    )


def test_before_that_it_is_worth_knowing():
    finding = only(of("100.01", "100.00"), RULE)
    assert finding.outcome == Outcome.NOTE
    assert finding.sentence.endswith("Bilaget kan sendes, men ikke godkendes, før der er penge nok.")


def test_an_overdrawn_account_covers_nothing():
    assert only(of("10.00", "-50.00"), RULE).arithmetic == "10,00 kr. > −50,00 kr. til rådighed"


def test_vat_is_money_too():
    assert found(claim(line("transport", "100.01", "20.00"), available=Decimal("100.00"))) == [
        (RULE, Outcome.NOTE)
    ]
