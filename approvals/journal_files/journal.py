"""A month's movements as journal lines, and the lines as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from klyngeokonomi.money import ZERO
from klyngeokonomi.sheets import Sheet, csv_bytes

HEADINGS = (
    "Bilagsnummer",
    "Dato",
    "Tekst",
    "Beløb",
    "Kategori",
    "Klyngenummer",
    "Klynge",
    "Konto",
    "Modkonto",
    "Bevægelse",
)


class MissingAccounts(Exception):
    """Something was booked that no accounts are set for. `str(error)` is a Danish sentence that names it."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """`amount` DKK: above nil into the cluster's account, below nil out of it. `key` is what accounts are set for."""

    voucher: str
    day: date
    text: str
    amount: Decimal
    key: str
    label: str
    cluster_number: str
    cluster: str
    movement: str


@dataclass(frozen=True, slots=True)
class JournalFile:
    content: bytes
    rows: int
    total: Decimal


def write_journal(
    lines: Iterable[JournalLine], accounts: Mapping[tuple[str, date], tuple[str, str]]
) -> JournalFile:
    """`accounts` gives (account, counter-account) for a key on a day. Raises MissingAccounts: then there is no file."""
    lines = list(lines)
    missing = dict.fromkeys(line.label for line in lines if (line.key, line.day) not in accounts)
    if missing:
        raise MissingAccounts(
            f"Der mangler konto og modkonto for: {', '.join(missing)}. Skriv dem, og dan journalen igen."
        )
    rows = [
        (
            *(line.voucher, line.day, line.text, line.amount, line.label),
            *(line.cluster_number, line.cluster, *accounts[line.key, line.day], line.movement),
        )
        for line in lines
    ]
    total = sum((line.amount for line in lines), ZERO)
    return JournalFile(csv_bytes(Sheet("Journal", HEADINGS, rows)), len(rows), total)
