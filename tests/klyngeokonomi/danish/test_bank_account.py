import pytest

from klyngeokonomi.danish.bank_account import BankAccount, NotAnAccount, parse_bank_account


@pytest.mark.parametrize(
    ("reg", "account", "expected"),
    [
        ("0400", "4025", BankAccount("0400", "0000004025")),
        (" 1234 ", "12 34 56 78 90", BankAccount("1234", "1234567890")),
        ("12-34", "123-456\u00a07", BankAccount("1234", "0001234567")),
    ],
)
def test_account_is_padded_to_ten_digits(reg, account, expected):
    assert parse_bank_account(reg, account) == expected


@pytest.mark.parametrize(
    ("reg", "account", "field", "sentence"),
    [
        ("123", "1", "reg_number", "Et registreringsnummer er fire cifre."),
        ("12345", "1", "reg_number", "Et registreringsnummer er fire cifre."),
        ("", "1", "reg_number", "Et registreringsnummer er fire cifre."),
        ("١٢٣٤", "1", "reg_number", "Et registreringsnummer er fire cifre."),
        ("1234", "12345678901", "account_number", "Et kontonummer er højst ti cifre."),
        ("1234", "", "account_number", "Et kontonummer er højst ti cifre."),
        ("1234", "12a4", "account_number", "Et kontonummer er højst ti cifre."),
        ("1234", "0000000000", "account_number", "Kontonummeret kan ikke være nul."),
    ],
)
def test_what_is_no_account_says_why(reg, account, field, sentence):
    with pytest.raises(NotAnAccount) as caught:
        parse_bank_account(reg, account)
    assert (caught.value.field, str(caught.value)) == (field, sentence)
