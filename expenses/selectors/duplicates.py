"""The same file on more than one voucher, looked for across all clusters.

A voucher uses its files from the moment it is sent until it is rejected or withdrawn. A draft uses nothing:
its owner alone can see it, so it could hold a colleague's voucher up without anyone being able to find out why.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from expenses.models import Attachment, Voucher
from expenses.policy.duplicate_file import SHARED_BY_NATURE
from expenses.states import LIVE
from klyngeokonomi.statement import Statement

MARK_LENGTH = 8


def used_elsewhere(attachments: Iterable[Attachment]) -> set[int]:
    """Ids of those whose bytes (SHA-256 of the original) another voucher uses. One query, and none without papers."""
    attachments = list(attachments)
    users: dict[str, set[int]] = defaultdict(set)
    if not (marks := {paper.document.sha256 for paper in attachments}):
        return set()
    same = _FILE.all(mark=next(iter(marks))) if len(marks) == 1 else _SEVERAL.all(marks=list(marks))
    for mark, voucher_id in same:
        users[mark].add(voucher_id)
    return {paper.pk for paper in attachments if users[paper.document.sha256] - {paper.voucher_id}}


def file_mark(paper: Attachment) -> str:
    """Short enough to say on the telephone; the secretariat searches its vouchers by it."""
    return paper.document.sha256[:MARK_LENGTH]


def vouchers_sharing_files(voucher: Voucher) -> list[Voucher]:
    """Where else the voucher's files are used. For the secretariat alone: it may be any cluster's."""
    marks = voucher.attachments.exclude(kind__in=SHARED_BY_NATURE).values("document__sha256")
    return list(
        sent_and_live()
        .filter(attachments__document__sha256__in=marks)
        .exclude(pk=voucher.pk)
        .select_related("cluster", "claimant")
        .order_by("pk")
        .distinct()
    )


def sent_and_live() -> QuerySet[Voucher]:
    return Voucher.objects.filter(state__in=LIVE, number__isnull=False)


def _files(**which: Any) -> QuerySet[Attachment, tuple[str, int]]:
    """Digest and voucher of the files that are used."""
    used = Attachment.objects.filter(**which, voucher__in=sent_and_live()).order_by()
    return used.values_list("document__sha256", "voucher_id")


_FILE: Statement[tuple[str, int]] = Statement(lambda mark: _files(document__sha256=mark))
_SEVERAL: Statement[tuple[str, int]] = Statement(lambda marks: _files(document__sha256__among=marks))
"""What every act asks of its one paper, and every list of all."""
