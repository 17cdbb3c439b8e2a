import pytest

from expenses.enums import Outcome, VoucherKind
from expenses.policy.facts import CardFacts
from tests.expenses.policy.claims import claim, found, line, only

RULE = "card_personal"
LUNCH = line("other", "100.00", "0")


def test_a_card_in_anothers_hand_stops():
    finding = only(claim(LUNCH, kind=VoucherKind.CARD, card=CardFacts(holder_is_claimant=False)), RULE)
    assert (finding.outcome, finding.heading) == (Outcome.STOP, "Kreditkort – max 50.000 kr pr måned")
    assert finding.sentence == (
        "Kortet er personligt og skal bruges af den, det tilhører, som også selv sender bilaget. Har en anden brugt "
        "det, så ring til PLO's klyngesekretariat."
    )


@pytest.mark.parametrize("card", [None, CardFacts(holder_is_claimant=True)])
def test_the_holders_own_purchase_and_the_unknown_are_let_be(card):
    assert found(claim(LUNCH, kind=VoucherKind.CARD, card=card)) == []


def test_what_no_card_paid_has_no_holder():
    assert found(claim(LUNCH, card=CardFacts(holder_is_claimant=False))) == []
