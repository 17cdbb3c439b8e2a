"""The clock's own jobs: to show that beat, broker and worker still reach from one end to the other, and the proof."""

from celery import shared_task

from klyngeokonomi import clock
from klyngeokonomi import prove_books as proving
from klyngeokonomi.alone import alone


@shared_task(name="klyngeokonomi.tick")
def tick() -> None:
    """Remember that the clock was heard now."""
    clock.heard()


@shared_task(name="klyngeokonomi.prove_books")
def prove_books() -> None:
    """Prove the books at night, unless another worker is at it."""
    with alone("prove-books") as mine:
        if mine:
            proving.prove_books()
