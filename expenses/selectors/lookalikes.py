"""Pictures that look the same on more than one voucher, looked for across all clusters (ADR 0026).

Two receipts of one shop have the same layout, and in 64 bits little else is seen: so the amount must be the same too,
and the day no more than one apart; and one's own ride home costs what the ride out did, as in beside.py.
"""

from collections.abc import Iterable

from django.db import connection

from expenses.models import Attachment, Voucher
from expenses.policy.duplicate_file import SHARED_BY_NATURE
from expenses.selectors.beside import RIDES
from expenses.states import LIVE

MOST_BITS = 4
"""Of 64, by which one picture differs from itself in another size, quality or format."""
SOMEWHERE = "et andet bilag"
"""The other one is a stranger's: that it is there may be told, not which it is."""
STATEMENT = """
WITH mine (voucher, cluster, look, sha256) AS (
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[])
)
SELECT DISTINCT mine.voucher, other.cluster_id = mine.cluster AS near, other.id, other.number
FROM mine
JOIN expenses_voucher own ON own.id = mine.voucher
JOIN documents_document document ON document.look IS NOT NULL
    AND documents_look_parts(document.look) && documents_look_parts(mine.look)
    AND bit_count((document.look # mine.look)::bit(64)) <= %s
    AND document.sha256 <> mine.sha256
JOIN expenses_attachment paper ON paper.document_id = document.id AND paper.kind <> ALL (%s)
JOIN expenses_voucher other ON other.id = paper.voucher_id AND other.id <> mine.voucher
    AND other.number IS NOT NULL AND other.state = ANY (%s)
    AND other.gross = own.gross AND abs(other.voucher_date - own.voucher_date) <= 1
    AND (other.claimant_id <> own.claimant_id OR EXISTS (
        SELECT 1 FROM expenses_line line WHERE line.voucher_id = own.id AND line.category <> ALL (%s)
    ))
ORDER BY mine.voucher, near DESC, other.id
"""


Row = tuple[int, bool, int, str]
"""The voucher, whether the other one is of its cluster, the other one's id and number."""


def lookalikes(vouchers: Iterable[Voucher], papers: Iterable[Attachment]) -> dict[int, str]:
    """By voucher id, for those that have one: the number of a voucher of the same cluster, or SOMEWHERE.

    The same file is not meant: that is duplicate_file's. One query, and none where no paper is a picture.
    """
    found: dict[int, str] = {}
    for pk, near, _, number in _pairs(vouchers, papers):
        found.setdefault(pk, number if near else SOMEWHERE)
    return found


def vouchers_looking_alike(voucher: Voucher, papers: Iterable[Attachment]) -> list[Voucher]:
    """Whose pictures look like the voucher's. For the secretariat alone: it may be any cluster's."""
    others = [other for _, _, other, _ in _pairs([voucher], papers)]
    if not others:
        return []
    return list(Voucher.objects.filter(pk__in=others).select_related("cluster", "claimant").order_by("pk"))


def _pairs(vouchers: Iterable[Voucher], papers: Iterable[Attachment]) -> list[Row]:
    """Those of the own cluster first."""
    clusters = {one.pk: one.cluster_id for one in vouchers}
    mine = [
        (paper.voucher_id, clusters[paper.voucher_id], paper.document.look, paper.document.sha256)
        for paper in papers
        if paper.document.look is not None and paper.kind not in SHARED_BY_NATURE
    ]
    if not mine:
        return []
    columns = [list(column) for column in zip(*mine, strict=True)]
    kinds = [str(kind) for kind in SHARED_BY_NATURE]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [*columns, MOST_BITS, kinds, list(LIVE), list(RIDES)])
        return cursor.fetchall()
