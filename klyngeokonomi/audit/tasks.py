"""The clock's door to the seals."""

from celery import shared_task

from klyngeokonomi.alone import alone
from klyngeokonomi.audit.seal import seal_everything


@shared_task(name="klyngeokonomi.audit.seal", soft_time_limit=100, time_limit=120)
def seal() -> None:
    """Seal what evidence has been added since last time, unless another worker is at it."""
    with alone("audit-seal", seconds=120) as mine:
        if mine:
            seal_everything()
