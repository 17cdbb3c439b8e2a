"""A statement as a table for spreadsheets: opening, each movement, closing."""

from collections.abc import Iterator

from approvals.statements.records import Balance, Statement
from klyngeokonomi.sheets import Cell, Sheet

HEADINGS = (
    "Klynge",
    "Dato",
    "Løbenr.",
    "Art",
    "Tekst",
    "Til rådighed, ændring",
    "Reserveret, ændring",
    "Udbetalt, ændring",
    "Til rådighed derefter",
    "Reserveret derefter",
    "Bogført derefter",
)


def statement_sheet(statement: Statement) -> Sheet:
    """Balances are left empty while they are not known."""
    return Sheet(f"Kontoudtog {statement.number}", HEADINGS, _rows(statement))


def _rows(statement: Statement) -> Iterator[list[Cell]]:
    def stands(balance: Balance) -> list[Cell]:
        if not statement.known:
            return [None, None, None]
        return [balance.available, balance.reserved, balance.booked]

    cluster = statement.cluster
    yield [
        cluster,
        statement.first,
        None,
        "Primo",
        "Ved periodens start",
        *[None] * 3,
        *stands(statement.opening),
    ]
    for one in statement.entries:
        change = one.change
        yield [
            *(cluster, one.day, one.number, one.kind, one.text),
            *(change.available, change.reserved, change.paid),
            *stands(one.after),
        ]
    yield [
        cluster,
        statement.last,
        None,
        "Ultimo",
        "Ved periodens slutning",
        *[None] * 3,
        *stands(statement.closing),
    ]
