from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from expenses.forms.amount import AmountField, typed_kr


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.50"),
        ("1234.50", "1234.50"),
        ("4 350", "4350.00"),
        ("4\u00a0350,00 kr.", "4350.00"),
        ("1.000", "1000.00"),
        ("0", "0.00"),
        ("0,01", "0.01"),
    ],
)
def test_danish_and_plain_amounts_are_read(typed, amount):
    assert AmountField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["1,005", "1.000.50", "-5", "\u22125", "NaN", "1e20", "inf", "12a", "1,2,3", "٣", "9" * 400]
)
def test_what_is_no_amount_is_refused_with_a_sentence(typed):
    with pytest.raises(ValidationError) as caught:
        AmountField().clean(typed)
    assert caught.value.messages[0].endswith(".") or caught.value.messages[0].endswith("1.234,50.")


@pytest.mark.parametrize("typed", ["", "  ", None])
def test_nothing_is_none_and_not_zero(typed):
    assert AmountField(required=False).clean(typed) is None


def test_an_amount_is_shown_as_it_would_be_typed():
    assert typed_kr(Decimal("1234.50")) == "1.234,50"
    assert AmountField().prepare_value(Decimal("4350.00")) == "4.350,00"
    assert AmountField().prepare_value("4350,") == "4350,"
