"""A statement of account as the CSV of a Danish bank: read whole, and only when its balances follow its amounts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise

from approvals.payment_files.csv_table import Row, amount_of, day_of, rows_of
from approvals.payment_files.lines import EntryStatus, StatementEntry, StatementFacts, Unreadable
from approvals.payment_files.references import of_facts, told_apart, within

PENDING = {"venter", "afventer", "reserveret", "ikke bogført", "kommende"}
_OURS = re.compile(r"(?<![\w-])(\d{4}-\d{5,}-\d{1,3})(?![\w-])", re.ASCII)
"""An end-to-end id of ours, such as 2026-00417-1: the voucher's number and which payment of it."""
_BLOCK = re.compile(r"(?<![\w-])(KLYNGE-K\d{4}-\d{4,}-(?:BANK|IBAN|FIK|NKCPR|NKCVR))(?![\w-])", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    booked_on: date
    amount: Decimal
    balance: Decimal


def read(content: bytes, *, account: str) -> StatementFacts:
    """`account` is what the file was fetched for, as it does not say itself. Raises Unreadable."""
    rows = rows_of(content)
    lines = _oldest_first([_line(row) for row in rows if not _is_pending(row)])
    seen: Counter[tuple[object, ...]] = Counter()
    entries = told_apart(_entry(line, account, seen) for line in lines)
    return StatementFacts(
        statement_id=f"CSV-{sha256(content).hexdigest()[:24]}",
        account=account,
        currency="DKK",
        from_date=min(line.booked_on for line in lines),
        to_date=max(line.booked_on for line in lines),
        opening=lines[0].balance - lines[0].amount,
        closing=lines[-1].balance,
        entries=entries,
    )


def _is_pending(row: Row) -> bool:
    """Announced by the bank and not booked: without a balance of its own, it is left for the next file."""
    return row.get("status", "").casefold() in PENDING


def _line(row: Row) -> _Line:
    number = row["line"]
    if row.get("currency", "DKK").upper() not in ("DKK", ""):
        raise Unreadable(
            f"Række {number} er i {row['currency'][:10]}. Hent kontoudtoget for en konto i kroner."
        )
    return _Line(
        row, day_of(row["day"], number), amount_of(row["amount"], number), amount_of(row["balance"], number)
    )


def _oldest_first(lines: Sequence[_Line]) -> list[_Line]:
    """By the balances, which fit one way alone; where they fit both ways, by the days."""
    if not lines:
        raise Unreadable("Filen har ingen bogførte bevægelser. Vælg en anden periode i netbanken.")
    ways = [list(lines), list(reversed(lines))]
    fitting = [way for way in ways if _first_break(way) is None]
    if not fitting:
        broken = _first_break(next((way for way in ways if _days_rise(way)), ways[0]))
        raise Unreadable(
            f"Saldoen følger ikke beløbene ved række {broken.row['line']}. Intet er læst. "
            "Hent filen igen uden at ændre den."
        )
    fitting = [way for way in fitting if _days_rise(way)] or fitting
    if len({way[0].balance - way[0].amount for way in fitting}) > 1:
        raise Unreadable(
            "Det kan ikke ses, hvilken række der er ældst. Hent kontoudtoget for mindst to dage."
        )
    return fitting[0]


def _first_break(lines: Sequence[_Line]) -> _Line | None:
    """The first line whose balance is not the one before it and its own amount."""
    for before, after in pairwise(lines):
        if before.balance + after.amount != after.balance:
            return after
    return None


def _days_rise(lines: Sequence[_Line]) -> bool:
    return all(one.booked_on <= other.booked_on for one, other in pairwise(lines))


def _entry(line: _Line, account: str, seen: Counter[tuple[object, ...]]) -> StatementEntry:
    row = line.row
    text = " ".join(f"{row['text']} {row.get('more', '')}".split())
    ours, block = _OURS.search(text), _BLOCK.search(text)
    return StatementEntry(
        bank_reference=_reference(line, account, seen),
        amount=line.amount,
        currency="DKK",
        status=EntryStatus.BOOKED,
        booked_on=line.booked_on,
        value_date=day_of(row["value_date"], row["line"]) if row.get("value_date") else None,
        end_to_end_id=ours[1] if ours else "",
        payment_info_id=block[1] if block else "",
        counterparty=row.get("counterparty", ""),
        text=text,
    )


def _reference(line: _Line, account: str, seen: Counter[tuple[object, ...]]) -> str:
    """The same in every file the line stands in: its place is told by its balance, and by its like before it."""
    if line.row.get("reference"):
        return within(line.row["reference"])
    facts = (account, line.booked_on, line.amount, line.balance, " ".join(line.row["text"].split()))
    seen[facts] += 1
    return of_facts(*facts, seen[facts])
