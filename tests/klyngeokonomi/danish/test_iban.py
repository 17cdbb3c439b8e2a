import pytest

from klyngeokonomi.danish.iban import NotAnIban, parse_iban


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DK50 0040 0440 1162 43", "DK5000400440116243"),
        ("dk5000400440116243", "DK5000400440116243"),
        ("IBAN: DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_iban_is_read_in_any_spacing(text, expected):
    assert parse_iban(text) == expected


@pytest.mark.parametrize("text", ["DK5000400440116244", "DK50004004401162430", "XX00", "", "1234 1234567890"])
def test_wrong_check_digits_or_length_are_refused(text):
    with pytest.raises(NotAnIban, match="IBAN'et er ikke gyldigt"):
        parse_iban(text)


def test_other_alphabets_are_refused_with_their_own_sentence():
    with pytest.raises(NotAnIban, match="almindelige bogstaver"):
        parse_iban("DK５０00400440116243")
