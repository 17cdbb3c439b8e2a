"""Fee statements as the secretariat reads them: with what each line hangs on, and where the statement went."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from approvals.models import FeeRun, FeeStatement, FeeStatementLine, PostMessage, StatementPaper
from expenses.enums import PAYS_PERSON
from expenses.models import Voucher
from expenses.selectors.tax_receiver import counting_numbers


@dataclass(frozen=True, slots=True)
class Whole:
    """One statement with its lines and the way it took. `corrected_by` are the later ones that refer to it."""

    statement: FeeStatement
    lines: list[FeeStatementLine]
    paper: StatementPaper | None
    post: list[PostMessage]
    corrected_by: list[FeeStatement]


def statements_of(run: FeeRun) -> QuerySet[FeeStatement]:
    """In the order of their numbers, with the paper and the newest post of each. Three queries."""
    papers = Prefetch("paper", StatementPaper.objects.defer("content"))
    posts = Prefetch("messages", PostMessage.objects.order_by("-pk"), to_attr="post")
    found = FeeStatement.objects.filter(run=run).defer("printed", "cpr").prefetch_related(papers, posts)
    return found.order_by("pk")


def statements_telling_of(voucher: Voucher) -> list[FeeStatement]:
    """Those that tell of a fee or mileage, and those that take it back. One query, none for other vouchers."""
    if voucher.kind not in PAYS_PERSON:
        return []
    found = FeeStatement.objects.filter(lines__voucher=voucher).distinct()
    return list(found.defer("printed", "cpr").order_by("pk"))


def of_other_numbers(statements: Iterable[FeeStatement]) -> set[int]:
    """Keys of those issued under a CPR number that is no longer the one of whom they were issued to. One query."""
    issued = [one for one in statements if one.fingerprint]
    rows = counting_numbers().filter(payee__in={one.payee_id for one in issued})
    now = dict(rows.values_list("payee_id", "fingerprint"))
    return {one.pk for one in issued if now.get(one.payee_id, one.fingerprint) != one.fingerprint}


def whole(statement: FeeStatement) -> Whole:
    """Four queries."""
    lines = statement.lines.select_related(
        "voucher", "cluster", "payment__batch", "movement", "reverses__statement", "reversed_by__statement"
    ).prefetch_related("reported__report_line__report")
    return Whole(
        statement=statement,
        lines=list(lines.order_by("position")),
        paper=StatementPaper.objects.defer("content").filter(statement=statement).first(),
        post=list(statement.messages.order_by("-pk")),
        corrected_by=list(statement.corrections.order_by("pk")),
    )
