"""AM-bidrag is 8 % of the whole fee to the krone, and something is left to be paid."""

from decimal import Decimal

import pytest

from approvals.policy.withholding import am_contribution, why_not_withhold

D = Decimal
RATE = (
    "AM-bidraget er 8\u00a0% af hele honoraret: 98,77 kr. "
    "Skriv det, som lønsystemet siger; det må højst være afrundet 1 kr."
)
WHOLE = "AM-bidrag og A-skat skal tilsammen være mindre end honoraret."
NEGATIVE = "AM-bidrag og A-skat kan ikke være under nul."


@pytest.mark.parametrize(
    ("gross", "am"), [("6000.00", "480.00"), ("1234.56", "98.76"), ("0.06", "0.00"), ("1234.69", "98.78")]
)
def test_the_contribution_is_of_the_whole_fee(gross, am):
    assert am_contribution(D(gross)) == D(am)


@pytest.mark.parametrize(
    ("am", "a_tax", "said"),
    [
        ("98.77", "400.00", None),
        ("97.77", "0.00", None),
        ("99.77", "0.00", None),
        ("97.76", "0.00", RATE),
        ("99.78", "0.00", RATE),
        ("0.00", "400.00", RATE),
        ("98.77", "-0.01", NEGATIVE),
        ("-98.77", "400.00", NEGATIVE),
        ("98.77", "1135.85", None),
        ("98.77", "1135.86", WHOLE),
    ],
)
def test_what_may_be_kept_back(am, a_tax, said):
    assert why_not_withhold(D("1234.63"), D(am), D(a_tax)) == said
