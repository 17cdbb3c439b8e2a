"""Doors for the worker."""

from celery import shared_task

from expenses.actions import count_catering as counting
from expenses.actions.preview_change import preview_change as preview
from expenses.models import GuideChange
from klyngeokonomi.alone import alone


@shared_task(name="expenses.preview_change")
def preview_change(pk: int) -> None:
    """Judge the last year's vouchers by one proposed change; does nothing when it is answered or done."""
    with alone(f"preview-change-{pk}") as mine:
        if mine:
            preview(pk)


@shared_task(name="expenses.sweep_changes")
def sweep_changes() -> None:
    """What no worker was told of, or died at."""
    for pk in GuideChange.objects.waiting().filter(previewed_at=None).values_list("pk", flat=True):
        preview_change(pk)


@shared_task(name="expenses.count_catering")
def count_catering() -> None:
    """What meal_frequency compares a cluster with is a day old at most."""
    with alone("count-catering") as mine:
        if mine:
            counting.count_catering()
