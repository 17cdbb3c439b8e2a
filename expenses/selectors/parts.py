"""A voucher's lines and papers, read once for everything an act has to know of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from expenses.models import Attachment, Line, Voucher
from klyngeokonomi.statement import Statement


@dataclass(frozen=True, slots=True)
class Parts:
    """By voucher id, in the order a person reads them. They stand still while the voucher's row is locked."""

    lines: dict[int, list[Line]]
    papers: dict[int, list[Attachment]]


def parts_of(vouchers: Iterable[Voucher]) -> Parts:
    """Read afresh, whatever the caller has prefetched. Two queries, however many vouchers there are."""
    ids = [voucher.pk for voucher in vouchers]
    lines: dict[int, list[Line]] = defaultdict(list)
    papers: dict[int, list[Attachment]] = defaultdict(list)
    if len(ids) == 1:
        return Parts(lines | {ids[0]: lines_of(ids[0])}, papers | {ids[0]: papers_of(ids[0])})
    for line in _ALL_LINES.all(vouchers=ids):
        lines[line.voucher_id].append(line)
    for paper in _ALL_PAPERS.all(vouchers=ids):
        papers[paper.voucher_id].append(paper)
    return Parts(lines, papers)


def lines_of(voucher_id: int) -> list[Line]:
    """Those of one voucher. One query."""
    return _LINES.all(voucher=voucher_id)


def papers_of(voucher_id: int) -> list[Attachment]:
    """Those of one voucher, each with its document. One query."""
    return _PAPERS.all(voucher=voucher_id)


_LINES: Statement[Line] = Statement(lambda voucher: Line.objects.filter(voucher=voucher).order_by("position"))
_PAPERS: Statement[Attachment] = Statement(
    lambda voucher: (
        Attachment.objects.filter(voucher=voucher).select_related("document").order_by("position", "pk")
    )
)
"""What every act asks of its one voucher."""

_ALL_LINES: Statement[Line] = Statement(
    lambda vouchers: Line.objects.filter(voucher__among=vouchers).order_by("voucher_id", "position")
)
_ALL_PAPERS: Statement[Attachment] = Statement(
    lambda vouchers: (
        Attachment.objects.filter(voucher__among=vouchers)
        .select_related("document")
        .order_by("voucher_id", "position", "pk")
    )
)
"""What every list asks of its vouchers."""
