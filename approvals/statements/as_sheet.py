"""Papers as tables for spreadsheets: a statement with its movements, a year with its vouchers."""

from collections.abc import Iterator

from approvals.statements.accounts import AnnualAccounts
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


def accounts_sheets(accounts: AnnualAccounts) -> list[Sheet]:
    """The result with last year beside it, and the vouchers."""
    this, before = accounts.this, accounts.before
    known = this.known
    result: list[list[Cell]] = [
        [
            "Overført fra året før",
            *([this.opening.available, before.opening.available] if known else [None, None]),
        ],
        ["Indtægter", this.income_total, before.income_total],
        *[[f"Udgift: {one.label}", one.amount, one.before] for one in accounts.costs],
        ["Udgifter i alt", this.cost_total, before.cost_total],
        ["Heraf honorarer", this.fees, before.fees],
        [
            "Overføres til næste år",
            *([this.closing.available, before.closing.available] if known else [None, None]),
        ],
        ["Godkendt, ikke udbetalt", this.unpaid, before.unpaid],
    ]
    vouchers = [
        [one.number, one.day, one.supplier, one.categories, one.amount, one.paid_on] for one in this.vouchers
    ]
    income = [[one.day, one.kind, one.text, one.amount] for one in this.income]
    return [
        Sheet("Resultat", ("Post", str(this.year), str(before.year)), result),
        Sheet("Indtægter", ("Dato", "Art", "Tekst", "Beløb"), income),
        Sheet("Bilag", ("Bilag", "Dato", "Leverandør", "Art", "Beløb", "Udbetalt"), vouchers),
    ]
