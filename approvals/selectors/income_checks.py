"""What must hold before income is reported: statements, payments and movements say the same amounts."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count

from approvals.models import FeeStatement, FeeStatementLine
from klyngeokonomi.money import ZERO

UNEVEN = (
    "Lønseddel {number}: {what}. Der indberettes ikke, før det er rettet. Ring til dem, der driver systemet."
)
TAX_FREE = 48


def why_not_agree(lines: Iterable[FeeStatementLine]) -> str | None:
    """The first statement of which lines are left out, or whose lines, payments or movements differ. One query."""
    by_statement: dict[int, list[FeeStatementLine]] = {}
    for line in lines:
        by_statement.setdefault(line.statement_id, []).append(line)
    counted = FeeStatement.objects.filter(pk__in=by_statement).order_by().annotate(has=Count("lines"))
    has = dict(counted.values_list("pk", "has"))
    for pk, own in by_statement.items():
        statement = own[0].statement
        what = _uneven(statement, own) if len(own) == has[pk] else "kun nogle af linjerne er med"
        if what:
            return UNEVEN.format(number=statement.number, what=what)
    return None


def _uneven(statement: FeeStatement, lines: list[FeeStatementLine]) -> str | None:
    told = (
        _sum(line.amount for line in lines if line.field != TAX_FREE),
        _sum(line.amount for line in lines if line.field == TAX_FREE),
        _sum(line.am_contribution for line in lines),
        _sum(line.a_tax for line in lines),
    )
    if told != (statement.gross, statement.tax_free, statement.am_contribution, statement.a_tax):
        return "linjerne giver ikke lønsedlens beløb"
    return next(filter(None, map(_not_as_paid, lines)), None)


def _not_as_paid(line: FeeStatementLine) -> str | None:
    """A line tells one payment whole, and its movement: the bank's own, or the one that sends it back. What takes a
    recalled line back keeps the bank's own, for the money never moved.
    """
    payment, movement, back = line.payment, line.movement, line.reverses
    kept = abs(line.am_contribution + line.a_tax)
    if (payment.amount + payment.withheld, payment.withheld) != (abs(line.amount), kept):
        return f"betalingen {payment.end_to_end_id} lyder på et andet beløb"
    recalled = back is not None and hasattr(back.statement, "recall")
    caused = movement.reverses_id or (movement.pk if recalled else None) if back else movement.pk
    if (movement.amount, caused) != (abs(line.amount), payment.movement_id):
        return f"bevægelsen til betalingen {payment.end_to_end_id} siger noget andet"
    if back and (back.payment_id, -back.amount) != (payment.pk, line.amount):
        return f"linjen tager ikke betalingen {payment.end_to_end_id} tilbage"
    return None


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
