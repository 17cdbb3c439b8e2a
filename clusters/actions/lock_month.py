"""A month of the books is locked; one asks to open it, another does. Every step is kept (ADR 0033)."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.utils import formats

from clusters.enums import PeriodStep
from clusters.models import PeriodLock
from clusters.permissions import why_not_ask_to_open, why_not_lock_month, why_not_open_month
from clusters.selectors.periods import last_step
from klyngeokonomi.act import BUSY, act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.insert import insert
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

NO_REASON = "Skriv, hvorfor måneden skal åbnes."


@act
def lock_month(month: date, *, by: "User") -> PeriodLock:
    """`month` is its first day. Nothing is booked in it from now on; what belongs to it is booked later and marked."""
    last = last_step(month)
    _check(why_not_lock_month(by, month, last), last, "Lås måneden")
    return _step(month, PeriodStep.LOCK, "period_locked", by=by)


@act
def ask_to_open_month(month: date, *, by: "User", reason: str) -> PeriodLock:
    """The month stays locked until another person has said yes."""
    last = last_step(month)
    _check(why_not_ask_to_open(by, last), last, "Bed om at åbne måneden")
    if not reason.strip():
        raise Refused(NO_REASON)
    if holds_cpr(reason):
        raise Refused(NO_CPR)
    return _step(month, PeriodStep.ASK, "period_asked", by=by, reason=reason.strip())


@act
def open_month(month: date, *, by: "User") -> PeriodLock:
    """The second person's yes."""
    last = last_step(month)
    _check(why_not_open_month(by, last), last, "Åbn måneden")
    return _step(month, PeriodStep.OPEN, "period_opened", by=by, answers=last)


def _check(sentence: str | None, last: PeriodLock | None, tried: str) -> None:
    if sentence:
        raise Refused(sentence, on=last, tried=tried)


def _step(month: date, step: PeriodStep, code: str, *, by: "User", **fields: object) -> PeriodLock:
    """The row and its trace. Raises Refused when another took a step in between: the database holds their order."""
    try:
        row = insert(PeriodLock(month=month, step=step, by=by, **fields))
    except IntegrityError as error:
        raise Refused(BUSY) from error
    text = formats.date_format(month, "F Y")
    record(code, by=by, subject=row, text=f"{text}: {row.reason}" if row.reason else text)
    return row
