"""Kroner and øre: read as people write them, never rounded in silence, never lost when they are split."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klyngeokonomi import amount, money
from klyngeokonomi.money import LARGEST, ZERO, NotAnAmount, format_kr, kr, parse_kr, split, vat_included

AMOUNTS = st.decimals(min_value=ZERO, max_value=LARGEST, places=2, allow_nan=False)
SIGNED = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=2, allow_nan=False)
SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"])
NOBODYS_AMOUNTS = [
    *("-5", "\u22125", "+5", "1,005", "0,001", "1.000.50", "1,2,3", "1.00,50", "12.34.567"),
    *(
        "1e20",
        "1E2",
        "NaN",
        "inf",
        "-inf",
        "0x10",
        "1_000",
        "12a",
        "kr",
        "",
        " ",
        ",50",
        "5,",
        "5.",
        "٣",
        "２",
    ),
    *("1\u200b000", "9" * 400, "10000000000", "1.000,505", "1/2", "=1+1", "'5", "1 000 000 000 000"),
]


@pytest.mark.case("T012")
@given(AMOUNTS, SPACES, st.booleans())
def test_what_is_shown_is_read_back_to_the_ore(given_amount: Decimal, space: str, plain: bool) -> None:
    shown = str(given_amount) if plain else format_kr(given_amount).replace(" ", space)
    assert parse_kr(shown) == given_amount


@pytest.mark.case("T012")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1.000,50", "1000.50"),
        ("1.000", "1000.00"),
        ("1000.5", "1000.50"),
        ("4\u00a0350,00 kr.", "4350.00"),
        ("kr. 20,-", "20.00"),
        ("0", "0.00"),
    ],
)
def test_amounts_as_danes_write_them(typed: str, expected: str) -> None:
    assert parse_kr(typed) == Decimal(expected)


@pytest.mark.case("T012")
@pytest.mark.parametrize("typed", NOBODYS_AMOUNTS)
def test_what_nobody_can_mean_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(NotAnAmount) as caught:
        parse_kr(typed)
    assert str(caught.value).endswith((".", "1.234,50."))


@pytest.mark.case("T012")
@given(st.text(alphabet="0123456789.,-+−eEkr \u00a0\u200b٣", max_size=16))
def test_any_text_is_an_amount_with_its_own_digits_or_refused(text: str) -> None:
    try:
        read = parse_kr(text)
    except NotAnAmount:
        return
    assert ZERO <= read <= LARGEST
    digits = "".join(sign for sign in text if sign.isdigit()).lstrip("0")
    assert f"{read:.2f}".replace(".", "").lstrip("0").rstrip("0") == digits.rstrip("0")


@pytest.mark.twin("T012")
def test_a_form_that_only_knows_points_takes_a_thousand_for_one_and_rounds_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def careless(text: str) -> Decimal:
        return kr(text.replace(",", ".").replace("\u2212", "-"))

    monkeypatch.setattr(amount, "parse_kr", careless)
    taken = [amount.AmountField().clean(typed) for typed in ("1.000", "1,005", "\u22125", "1e2")]
    assert taken == [Decimal("1.00"), Decimal("1.01"), Decimal("-5.00"), Decimal("100.00")]


@pytest.mark.case("T014")
@given(SIGNED, st.integers(1, 400))
def test_parts_add_up_to_the_whole_and_differ_by_one_ore_at_most(whole: Decimal, parts: int) -> None:
    shares = split(whole, parts)
    assert (len(shares), sum(shares, ZERO)) == (parts, whole)
    assert max(shares) - min(shares) <= Decimal("0.01")


@pytest.mark.case("T014")
@given(AMOUNTS)
def test_vat_and_what_is_without_it_are_the_whole(gross: Decimal) -> None:
    vat = vat_included(gross)
    assert vat + kr(gross - vat) == gross
    assert abs(vat * 5 - gross) <= Decimal("0.03")


@pytest.mark.twin("T014")
def test_by_plain_division_ore_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money, "split", lambda whole, parts: [kr(whole / parts)] * parts)
    assert sum(money.split(Decimal("100.00"), 3), ZERO) == Decimal("99.99")
