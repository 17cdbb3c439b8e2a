"""Which of the last year's vouchers a proposed change would have judged differently."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from expenses.actions.guide_rows import values_of
from expenses.enums import ChangeStep
from expenses.models import GuideChange, Voucher
from expenses.policy.changed import Difference, as_if, difference
from expenses.policy.limits import LimitTable
from expenses.selectors.facts import facts_for
from expenses.selectors.guide_rows import rows_of
from expenses.selectors.limits import limit_table

A_YEAR = dt.timedelta(days=365)
CHUNK = 200
MOST_SHOWN = 100


def preview_change(pk: int) -> GuideChange | None:
    """Kept on the change: {of, judged, differ, stricter, cases}; None when it is answered or already judged.

    Can be killed and begun again: until the last chunk is kept, `previewed_at` stays empty and nobody can publish.
    """
    change = GuideChange.objects.waiting().filter(pk=pk, previewed_at=None).first()
    if change is None:
        return None
    before, after = _tables(change)
    sent = Voucher.objects.filter(number__isnull=False, submitted_at__gte=timezone.now() - A_YEAR)
    found: dict[str, Any] = {"of": sent.count(), "judged": 0, "differ": 0, "stricter": 0, "cases": []}
    for chunk in _chunks(sent.select_related("cluster")):
        _judge(chunk, before, after, found)
        _keep(change, found)
    change.preview, change.previewed_at = found, timezone.now()
    kept = GuideChange.objects.waiting().filter(pk=pk)
    return change if kept.update(preview=found, previewed_at=change.previewed_at) else None


def _tables(change: GuideChange) -> tuple[LimitTable, LimitTable]:
    """Without the change and with it, each as if it had been so on every day."""
    now = limit_table()
    if change.step == ChangeStep.UNDO:
        coming = as_if(
            now, change.subject, change.identity, values_of(rows_of(change).last(), change.subject)
        )
        return coming, now
    values = change.values if change.step == ChangeStep.FROM else None
    return now, as_if(now, change.subject, change.identity, values)


def _chunks(vouchers: Any) -> Iterator[list[Voucher]]:
    last = 0
    while chunk := list(vouchers.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def _judge(chunk: list[Voucher], before: LimitTable, after: LimitTable, found: dict[str, Any]) -> None:
    facts = facts_for(chunk)
    for voucher in chunk:
        found["judged"] += 1
        if differs := difference(facts[voucher.pk], before, after):
            found["differ"] += 1
            found["stricter"] += bool(differs.come)
            if len(found["cases"]) < MOST_SHOWN:
                found["cases"].append(_case(voucher, differs))


def _case(voucher: Voucher, differs: Difference) -> dict[str, Any]:
    return {
        "pk": voucher.pk,
        "number": voucher.number,
        "cluster": str(voucher.cluster),
        "gone": [one.as_dict() for one in differs.gone],
        "come": [one.as_dict() for one in differs.come],
    }


def _keep(change: GuideChange, found: dict[str, Any]) -> None:
    """How far it has come, for who waits for it."""
    progress = {"of": found["of"], "judged": found["judged"]}
    GuideChange.objects.filter(pk=change.pk, previewed_at=None).update(preview=progress)
