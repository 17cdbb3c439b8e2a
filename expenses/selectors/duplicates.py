"""The same file on more than one live voucher, looked for across all clusters."""

from collections import defaultdict
from collections.abc import Iterable

from expenses.models import Attachment, Voucher
from expenses.states import LIVE


def used_elsewhere(attachments: Iterable[Attachment]) -> set[int]:
    """Ids of those whose bytes (SHA-256 of the original) stand on another live voucher too. One query."""
    attachments = list(attachments)
    users: dict[str, set[int]] = defaultdict(set)
    marks = {paper.document.sha256 for paper in attachments}
    same = Attachment.objects.filter(document__sha256__in=marks, voucher__state__in=LIVE)
    for mark, voucher_id in same.values_list("document__sha256", "voucher_id"):
        users[mark].add(voucher_id)
    return {paper.pk for paper in attachments if users[paper.document.sha256] - {paper.voucher_id}}


def vouchers_sharing_files(voucher: Voucher) -> list[Voucher]:
    """Where else the voucher's files stand. For the secretariat alone: the others may be any cluster's."""
    marks = voucher.attachments.values("document__sha256")
    return list(
        Voucher.objects.filter(attachments__document__sha256__in=marks, state__in=LIVE)
        .exclude(pk=voucher.pk)
        .select_related("cluster", "claimant")
        .order_by("pk")
        .distinct()
    )
