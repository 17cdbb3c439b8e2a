"""Danish bank accounts: registration number (4 digits) and account number (up to 10 digits).

The account is padded with zeros to ten digits, as it is sent to the bank (domain.md §6.1). The banks share no
check digit for it, so only the shape can be told.
"""

import re
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[\s\u00a0\u202f.\-‐‑–]+")


class NotAnAccount(ValueError):
    """The text is no account. `field` is "reg_number" or "account_number"; str() is a Danish sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class BankAccount:
    reg_number: str
    account_number: str


def parse_bank_account(reg_number: str, account_number: str) -> BankAccount:
    """The account from two fields as typed, spaces and dashes allowed. Raises NotAnAccount."""
    reg = _SEPARATORS.sub("", reg_number)
    account = _SEPARATORS.sub("", account_number)
    if not _digits(reg) or len(reg) != 4:
        raise NotAnAccount("reg_number", "Et registreringsnummer er fire cifre.")
    if not _digits(account) or len(account) > 10:
        raise NotAnAccount("account_number", "Et kontonummer er højst ti cifre.")
    if int(account) == 0:
        raise NotAnAccount("account_number", "Kontonummeret kan ikke være nul.")
    return BankAccount(reg, account.zfill(10))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
