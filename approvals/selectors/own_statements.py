"""A person's own fee statements: the list of them, and what one of them leads back to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from approvals.enums import MadeState, StatementKind
from approvals.models import FeeStatement, FeeStatementLine, PostMessage, StatementRecall
from approvals.statements.fee_records import Printed
from approvals.states import PostState
from clusters.models import Cluster
from expenses.models import Voucher
from klyngeokonomi.danish.months import month_in_words

if TYPE_CHECKING:
    from clusters.models import User

DELIVERY = {
    PostState.QUEUED: "På vej til din digitale post",
    PostState.SENT: "Sendt til din digitale post",
    PostState.CONFIRMED: "Ligger i din digitale post",
    PostState.REFUSED: "Kom ikke frem til din digitale post. PLO prøver igen",
    PostState.UNKNOWN: "Uvist, om den er kommet frem. PLO spørger efter den",
    PostState.UNREACHABLE: "Kan ikke sendes digitalt. PLO finder en anden vej",
    PostState.HANDED_OVER: "Udleveret på anden vis",
}
HERE_ALONE = "Ligger her"
RECALLED = "Gælder ikke mere: den blev udstedt under et forkert CPR-nummer"
TAKES_BACK = "Tager lønseddel {} tilbage, fordi CPR-nummeret var forkert"
TELLS_ANEW = "Er i stedet for lønseddel {}, hvor CPR-nummeret var forkert"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """Amounts in DKK. `has_paper`: the PDF can be fetched. `note` is empty unless a wrong CPR number was put right."""

    pk: int
    number: str
    month: str
    year: int
    is_correction: bool
    gross: Decimal
    net: Decimal
    delivery: str
    has_paper: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineLinks:
    """Where a line leads for this reader; empty where it leads nowhere they may go."""

    voucher_id: int | None = None
    account: str = ""


def own_statements(user: "User") -> list[OwnRow]:
    """The latest first. One query."""
    return [_row(one) for one in _listed(FeeStatement.objects.of(user))]


def shown_statement(statement: FeeStatement) -> OwnRow:
    return _row(_listed(FeeStatement.objects.filter(pk=statement.pk)).get())


def _listed(found: QuerySet[FeeStatement]) -> QuerySet[FeeStatement]:
    latest = PostMessage.objects.filter(statement=OuterRef("pk")).order_by("-pk").values("state")[:1]
    recalled = FeeStatementLine.objects.filter(reverses=None, statement__recall__isnull=False)
    back = recalled.filter(reversed_by__statement=OuterRef("pk"))
    anew = FeeStatementLine.objects.filter(statement=OuterRef("pk"), reverses=None, telling__gt=1)
    before = recalled.filter(payment=OuterRef("payment"), telling=OuterRef("telling") - 1)
    number = "statement__number"
    return (
        found.annotate(
            post_state=Subquery(latest),
            is_recalled=Exists(StatementRecall.objects.filter(statement=OuterRef("pk"))),
            takes_back=Subquery(back.order_by("pk").values(number)[:1]),
            tells_anew=Subquery(
                anew.order_by("pk").annotate(before=Subquery(before.values(number)[:1])).values("before")[:1]
            ),
        )
        .select_related("paper")
        .defer("cpr", "printed", "paper__content")
        .order_by("-month", "-pk")
    )


def _row(one: FeeStatement) -> OwnRow:
    paper = getattr(one, "paper", None)
    return OwnRow(
        pk=one.pk,
        number=one.number,
        month=month_in_words(one.month),
        year=one.month.year,
        is_correction=one.kind == StatementKind.CORRECTION,
        gross=one.gross,
        net=one.net,
        delivery=_delivery(one),
        note=_note(one),
        has_paper=paper is not None and paper.state == MadeState.READY,
    )


def _delivery(one: FeeStatement) -> str:
    """What was told to a wrong number has gone to no box of this reader's."""
    kept_here = one.is_recalled or (one.takes_back and one.post_state == PostState.UNREACHABLE)
    return HERE_ALONE if kept_here or not one.post_state else DELIVERY[PostState(one.post_state)]


def _note(one: FeeStatement) -> str:
    if one.is_recalled:
        return RECALLED
    if one.takes_back:
        return TAKES_BACK.format(one.takes_back)
    return TELLS_ANEW.format(one.tells_anew) if one.tells_anew else ""


def links_of(printed: Printed, user: "User") -> Iterator[LineLinks]:
    """For each line in order: its voucher and its cluster's account, where the reader may go. Two queries."""
    ids = {line.voucher_id for line in printed.lines}
    seen = dict(Voucher.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "cluster_id"))
    accounts = dict(
        Cluster.objects.visible_to(user).filter(pk__in=set(seen.values())).values_list("pk", "slug")
    )
    for line in printed.lines:
        cluster = seen.get(line.voucher_id)
        yield LineLinks(line.voucher_id if cluster else None, accounts.get(cluster, ""))
