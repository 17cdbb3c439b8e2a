import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from klyngeokonomi.danish.fik import FikLine, NotAFikLine, parse_fik


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+71<000000000000018+81234567<", FikLine("71", "000000000000018", "81234567")),
        ("+71< 000000000000026 +81234567 <", FikLine("71", "000000000000026", "81234567")),
        ("71<18+81234567", FikLine("71", "000000000000018", "81234567")),
        (">71<18+ 8123 4567<", FikLine("71", "000000000000018", "81234567")),
        ("+75<\u00a00000000000000018\n+81234567<", FikLine("75", "0000000000000018", "81234567")),
        ("+73<+81234567<", FikLine("73", "", "81234567")),
    ],
)
def test_line_is_read_in_any_spacing(text, expected):
    assert parse_fik(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("81234567", "Skriv hele betalingslinjen fra fakturaen, fx +71<000000000000018+81234567<."),
        ("+04<18+81234567<", "Korttype 04 kan ikke betales her. Brug en linje med 71, 73 eller 75."),
        ("+71<18+12345678<", "Kreditornummeret sidst i linjen skal være otte cifre og begynde med 8."),
        ("+71<18+8123456<", "Kreditornummeret sidst i linjen skal være otte cifre og begynde med 8."),
        (
            "+71<19+81234567<",
            "Betalings-id'ets kontrolciffer passer ikke. Se efter, om et ciffer er tastet forkert.",
        ),
        ("+71<0000000000000018+81234567<", "Betalings-id'et i en 71-linje er 15 cifre."),
        ("+71<000000000000000+81234567<", "Betalings-id'et i en 71-linje er 15 cifre."),
        ("+75<+81234567<", "Betalings-id'et i en 75-linje er 16 cifre."),
        ("+73<18+81234567<", "En linje af korttype 73 har intet betalings-id mellem < og +."),
    ],
)
def test_what_is_no_line_says_why(text, sentence):
    with pytest.raises(NotAFikLine, match="^" + sentence.replace("+", r"\+").replace(".", r"\.") + "$"):
        parse_fik(text)


@given(st.integers(1, 10**14 - 1), st.integers(0, 13), st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(number, place, shift):
    digits = f"{number:014d}" + luhn.calc_check_digit(f"{number:014d}")
    right = f"+71<{digits}+81234567<"
    assert str(parse_fik(right)) == right
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    with pytest.raises(NotAFikLine):
        parse_fik(f"+71<{wrong}+81234567<")
