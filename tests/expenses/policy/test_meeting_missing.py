import pytest

from expenses.enums import Outcome
from tests.expenses.policy.claims import claim, found, line

RULE = "meeting_missing"


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_no_meeting_and_no_reason_asks(reason):
    taxa = claim(line("transport", "100.00", "0"), meeting=None, reason=reason)
    assert found(taxa) == [(RULE, Outcome.REASON)]


def test_a_reason_answers_it():
    assert found(claim(line("transport", "100.00", "0"), meeting=None, reason="Årets abonnement")) == []


def test_a_meeting_answers_it():
    assert found(claim(line("transport", "100.00", "0"))) == []
