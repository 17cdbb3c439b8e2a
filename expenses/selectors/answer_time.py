"""How soon a cluster answers, measured on its last answers; nothing is promised on too few."""

import datetime
from statistics import median

from django.db.models import OuterRef, Subquery

from clusters.models import Cluster
from expenses.models import Move

ANSWERS = ("endorse", "return", "reject")
LOOKED_AT, FEWEST = 20, 5
DAY = datetime.timedelta(days=1)


def answer_time(cluster: Cluster | int) -> int | None:
    """Whole days within which half of the last answers came, at least 1; None when there are fewer than FEWEST.

    An answer is reckoned from the sending it answers, so that a voucher sent twice counts twice. One query.
    """
    sent = Move.objects.filter(voucher=OuterRef("voucher"), verb="submit", pk__lt=OuterRef("pk")).order_by(
        "-pk"
    )
    answers = (
        Move.objects.filter(voucher__cluster=cluster, verb__in=ANSWERS, from_state="submitted")
        .annotate(sent_at=Subquery(sent.values("at")[:1]))
        .order_by("-pk")
        .values_list("at", "sent_at")[:LOOKED_AT]
    )
    waits = [at - sent_at for at, sent_at in answers if sent_at]
    return max(1, -(-median(waits) // DAY)) if len(waits) >= FEWEST else None
