import datetime as dt
from decimal import Decimal

import pytest

from expenses.enums import Outcome, RateKey, VoucherKind
from expenses.policy.facts import CardFacts
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.limits import Limit, LimitTable
from klyngeokonomi.money import kr
from tests.expenses.policy.claims import claim, found, line, only

RULE = "card_month"


def of(gross: str, before: str | None = None, kind: str = "card"):
    card = None if before is None else CardFacts(holder_is_claimant=True, month_total_before=Decimal(before))
    return claim(line("other", gross, "0"), kind=VoucherKind(kind), card=card)


@pytest.mark.parametrize(
    ("before", "gross"),
    [("49000.00", "1000.00"), (None, "50000.00"), ("0.00", "50000.00"), ("50000.00", "0.00")],
)
def test_up_to_the_limit_with_vat_is_within(before, gross):
    assert found(of(gross, before)) == []


@pytest.mark.parametrize(
    ("before", "gross"), [("49000.00", "1000.01"), (None, "50000.01"), ("50000.00", "0.01")]
)
def test_one_oere_above_stops(before, gross):
    assert found(of(gross, before)) == [(RULE, Outcome.STOP)]


def test_the_sum_is_written_out():
    finding = only(of("2500.00", "48000.00"), RULE)
    assert finding.heading == "Kreditkort – max 50.000 kr pr måned"
    assert finding.arithmetic == "48.000,00 kr. + 2.500,00 kr. = 50.500,00 kr. > 50.000,00 kr."
    assert finding.sentence == (
        "Med dette køb har kortet betalt 50.500,00 kr. i måneden, og det må højst betale 50.000,00 kr. "
        "Bed om en faktura for det, der er over."
    )


def test_vat_makes_no_difference_and_a_surcharge_is_part_of_the_price():
    vat = claim(line("other", "50000.00", "10000.00"), line("other", "0.01", "0"), kind=VoucherKind.CARD)
    assert found(vat) == [(RULE, Outcome.STOP)]
    surcharge = claim(line("dinner", "1000.00", "200.00"), line("other", "15.00", "0"), kind=VoucherKind.CARD)
    assert found(surcharge) == []


@pytest.mark.parametrize("kind", ["outlay", "invoice"])
def test_other_ways_to_pay_have_no_month(kind):
    assert found(of("60000.00", "60000.00", kind)) == []


def test_the_limit_of_the_day_counts():
    new = (
        Limit(RateKey.CARD_MONTH, kr(50000), dt.date(2023, 4, 1), dt.date(2026, 5, 11)),
        Limit(RateKey.CARD_MONTH, kr(60000), dt.date(2026, 5, 12)),
    )
    others = tuple(row for row in GUIDE_TABLE.rows if row.key != RateKey.CARD_MONTH)
    assert found(of("60000.00"), LimitTable.of((*others, *new))) == []
    assert found(of("60000.01"), LimitTable.of((*others, *new))) == [(RULE, Outcome.STOP)]
    assert found(of("60000.01"), LimitTable.of(others)) == []
