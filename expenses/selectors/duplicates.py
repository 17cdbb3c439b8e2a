"""The same file on more than one voucher, looked for across all clusters.

A voucher uses its files from the moment it is sent until it is rejected or withdrawn. A draft uses nothing:
its owner alone can see it, so it could hold a colleague's voucher up without anyone being able to find out why.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from expenses.models import Attachment, Voucher
from expenses.policy.duplicate_file import SHARED_BY_NATURE
from expenses.states import LIVE
from klyngeokonomi.statement import Statement

MARK_LENGTH = 8
ONE_DAY = dt.timedelta(days=1)


def used_elsewhere(attachments: Iterable[Attachment]) -> set[int]:
    """Ids of those whose bytes (SHA-256 of the original) another voucher uses. One query."""
    attachments = list(attachments)
    users: dict[str, set[int]] = defaultdict(set)
    marks = {paper.document.sha256 for paper in attachments}
    same = _FILE.all(mark=next(iter(marks))) if len(marks) == 1 else _files(document__sha256__in=marks)
    for mark, voucher_id in same:
        users[mark].add(voucher_id)
    return {paper.pk for paper in attachments if users[paper.document.sha256] - {paper.voucher_id}}


def similar_to(vouchers: Iterable[Voucher]) -> dict[int, str]:
    """For each the number of another voucher that may be the same purchase, or "". One query.

    The same supplier and amount in the same cluster, and the same invoice number, or, by somebody else, a day that is
    no more than one apart. One's own ride home costs what the ride out did.
    """
    ids = [voucher.pk for voucher in vouchers]
    if len(ids) != 1:
        return defaultdict(str, _similar(ids))
    return defaultdict(str, _SIMILAR.all(pk=ids[0]))


def _similar(ids: list[int]) -> QuerySet[Voucher, tuple[int, str]]:
    return _similar_of(Voucher.objects.filter(pk__in=ids))


def _similar_of(vouchers: QuerySet[Voucher]) -> QuerySet[Voucher, tuple[int, str]]:
    alike = (
        _using_their_files()
        .filter(cluster=OuterRef("cluster"), gross=OuterRef("gross"), supplier__iexact=OuterRef("supplier"))
        .exclude(pk=OuterRef("pk"))
    )
    by_number = alike.exclude(invoice_number="").filter(invoice_number=OuterRef("invoice_number"))
    by_day = alike.filter(
        voucher_date__gte=OuterRef("voucher_date") - ONE_DAY,
        voucher_date__lte=OuterRef("voucher_date") + ONE_DAY,
    ).exclude(claimant=OuterRef("claimant"))
    found = (
        vouchers.filter(gross__gt=0)
        .exclude(supplier="")
        .annotate(
            similar=Coalesce(Subquery(by_number.values("number")[:1]), Subquery(by_day.values("number")[:1]))
        )
    )
    return found.filter(similar__isnull=False).values_list("pk", "similar")


def file_mark(paper: Attachment) -> str:
    """Short enough to say on the telephone; the secretariat searches its vouchers by it."""
    return paper.document.sha256[:MARK_LENGTH]


def vouchers_sharing_files(voucher: Voucher) -> list[Voucher]:
    """Where else the voucher's files are used. For the secretariat alone: it may be any cluster's."""
    marks = voucher.attachments.exclude(kind__in=SHARED_BY_NATURE).values("document__sha256")
    return list(
        _using_their_files()
        .filter(attachments__document__sha256__in=marks)
        .exclude(pk=voucher.pk)
        .select_related("cluster", "claimant")
        .order_by("pk")
        .distinct()
    )


def _using_their_files() -> QuerySet[Voucher]:
    return Voucher.objects.filter(state__in=LIVE, number__isnull=False)


def _files(**which: Any) -> QuerySet[Attachment, tuple[str, int]]:
    """Digest and voucher of the files that are used."""
    used = Attachment.objects.filter(**which, voucher__in=_using_their_files()).order_by()
    return used.values_list("document__sha256", "voucher_id")


_FILE: Statement[tuple[str, int]] = Statement(lambda mark: _files(document__sha256=mark))
_SIMILAR: Statement[tuple[int, str]] = Statement(
    lambda pk: _similar_of(Voucher.objects.filter(pk=pk)).order_by()
)
"""What every act asks of its one voucher."""
