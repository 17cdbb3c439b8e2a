"""Drafts to issued fee statements, many in a few statements. Called under the lock of composing alone."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from approvals.enums import PayLineKind, ReceiverKind
from approvals.models import FeeRun, FeeStatement, FeeStatementLine, StatementPaper
from approvals.selectors.fee_facts import key_of
from approvals.statements.compose_fees import Draft
from approvals.statements.fee_records import Payer
from approvals.statements.records import DoesNotAddUp
from expenses.models import Payee
from expenses.selectors.tax_receiver import TaxReceiver, tax_receivers
from klyngeokonomi import faults

AT_A_TIME = 500
CHANGED = "Et CPR-nummer blev ændret, mens lønsedlerne blev opgjort. Kørslen prøver igen."
Rows = list[FeeStatement]


def issue_statements(run: FeeRun, drafts: list[Draft], *, payer: Payer, on: dt.date) -> Rows:
    """Numbered on without a gap, each with its lines and a paper in line to be made. Raises DoesNotAddUp."""
    people = _People(drafts)
    numbers = _numbers(on.year)
    rows = [_statement(run, one, people, next(numbers), payer, on) for one in drafts]
    FeeStatement.objects.bulk_create(rows, batch_size=AT_A_TIME)
    faults.point("fees.issued")
    lines = [line for row, draft in zip(rows, drafts, strict=True) for line in _lines(row, draft)]
    lines.sort(
        key=lambda line: line.reverses_id is None
    )  # taken back first: the database asks before it tells again
    FeeStatementLine.objects.bulk_create(lines, batch_size=AT_A_TIME)
    faults.point("fees.lines")
    StatementPaper.objects.bulk_create([StatementPaper(statement=row) for row in rows], batch_size=AT_A_TIME)
    return rows


def _numbers(year: int) -> Iterator[str]:
    """L2026-00001 and on: none is ever deleted, and nobody else issues meanwhile."""
    last = FeeStatement.objects.filter(number__startswith=f"L{year}-").count()
    while True:
        last += 1
        yield f"L{year}-{last:05d}"


class _People:
    """Whom each draft goes to: as tax knows them now, or for one that only takes back, as they were told before."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.payees = Payee.objects.in_bulk({one.payee for one in drafts})
        self.known = tax_receivers(self.payees.values())
        back = [one.corrects.pk for one in drafts if one.corrects and not _tells(one)]
        self.told = FeeStatement.objects.in_bulk(back)

    def of(self, draft: Draft) -> dict[str, Any]:
        """The columns that say who it is."""
        if draft.corrects and not _tells(draft):
            told = self.told[draft.corrects.pk]
            names = ("payee_id", "person_id", "receiver_kind", "cpr", "fingerprint", "cvr", "payee_name")
            return {name: getattr(told, name) for name in names}
        payee = self.payees[draft.payee]
        return {
            "payee_id": payee.pk,
            "person_id": payee.person_id,
            "payee_name": draft.receiver.name,
            **_identity(self.known[payee.pk]),
        }


def _tells(draft: Draft) -> bool:
    """Whether anything in it is told for the first time."""
    return any(links.reverses is None for links in draft.links)


def _identity(receiver: TaxReceiver) -> dict[str, object]:
    """The number lies as it was sealed: nothing is opened."""
    kind = ReceiverKind(receiver.kind.value)
    return {
        "receiver_kind": kind,
        "cpr": receiver.identity.cpr if receiver.identity else None,
        "fingerprint": receiver.fingerprint,
        "cvr": receiver.cvr,
    }


def _statement(
    run: FeeRun, draft: Draft, people: _People, number: str, payer: Payer, on: dt.date
) -> FeeStatement:
    whom = people.of(draft)
    if key_of(whom["payee_id"], whom["fingerprint"]) != draft.key:
        raise DoesNotAddUp(CHANGED)
    printed = draft.printed(number=number, issued_on=on, payer=payer)
    sums = draft.totals
    return FeeStatement(
        number=number,
        run=run,
        month=draft.month,
        sequence=draft.sequence,
        kind=draft.kind,
        corrects_id=draft.corrects.pk if draft.corrects else None,
        **whom,
        gross=sums.gross,
        tax_free=sums.tax_free,
        am_contribution=sums.am_contribution,
        a_tax=sums.a_tax,
        net=sums.net,
        printed=printed.as_json(),
        printed_sha256=printed.fingerprint,
    )


def _lines(row: FeeStatement, draft: Draft) -> Iterator[FeeStatementLine]:
    for position, (line, links) in enumerate(zip(draft.lines, draft.links, strict=True), start=1):
        yield FeeStatementLine(
            statement=row,
            position=position,
            kind=PayLineKind(line.kind),
            field=line.field,
            payment_id=links.payment,
            movement_id=links.movement,
            voucher_id=links.voucher,
            cluster_id=links.cluster,
            reverses_id=links.reverses,
            telling=links.telling,
            paid_on=line.paid_on,
            text=line.text[:300],
            amount=line.amount,
            am_contribution=line.am_contribution,
            a_tax=line.a_tax,
        )
