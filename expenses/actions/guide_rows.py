"""How a published change becomes dated rows: the row before is closed, and the next begins."""

import datetime as dt
from decimal import Decimal
from typing import Any

from expenses.enums import ChangeStep, ChangeSubject
from expenses.models import GuideChange
from expenses.selectors.guide_rows import MODELS, rows_of
from klyngeokonomi.refused import Refused

ONE_DAY = dt.timedelta(days=1)


def why_not_apply(change: GuideChange, today: dt.date) -> str | None:
    """The Danish sentence, or None when the rows as they are now can take the change."""
    last = rows_of(change).last()
    if change.valid_from < today:
        return "Den første dag er passeret. Træk forslaget tilbage, og foreslå det igen med en senere dag."
    if change.step == ChangeStep.UNDO:
        if last is None or last.valid_from <= today:
            return "Der er ikke noget at tage tilbage: det seneste gælder allerede."
        if last.valid_from != change.valid_from:
            return "Det, der skulle tages tilbage, er ikke længere det seneste."
        return None
    if last is not None and change.valid_from <= last.valid_from:
        return f"Der er allerede noget, der gælder fra {last.valid_from:%d.%m.%Y}. Vælg en senere dag."
    if change.step == ChangeStep.END and (last is None or _has_ended(last, change.valid_from)):
        return "Det er ophørt før den dag."
    return None


def apply_change(change: GuideChange, today: dt.date) -> None:
    """Write the rows, with those there are locked. Raises Refused when they cannot take it."""
    list(rows_of(change).select_for_update())
    if sentence := why_not_apply(change, today):
        raise Refused(sentence)
    last = rows_of(change).last()
    if change.step == ChangeStep.UNDO:
        last.delete()
        rows_of(change).filter(valid_to=change.valid_from - ONE_DAY).update(valid_to=None)
        return
    if last is not None and not _has_ended(last, change.valid_from):
        last.valid_to = change.valid_from - ONE_DAY
        last.save(update_fields=["valid_to"])
    if change.step == ChangeStep.FROM:
        new = MODELS[change.subject](**change.identity, **_values(change), valid_from=change.valid_from)
        new.full_clean(validate_constraints=True)
        new.save()


def values_of(row: Any, subject: str) -> dict[str, Any] | None:
    """A row's content as a proposal carries it; None where there is no row."""
    if row is None:
        return None
    names = {
        ChangeSubject.RATE: ("amount",),
        ChangeSubject.TERM: ("anchor", "advice"),
        ChangeSubject.SECTION: ("title", "says", "guide", "position"),
    }[ChangeSubject(subject)]
    values = {name: getattr(row, name) for name in names}
    return values | ({"amount": str(row.amount)} if "amount" in values else {})


def _has_ended(row: Any, day: dt.date) -> bool:
    return row.valid_to is not None and row.valid_to < day


def _values(change: GuideChange) -> dict[str, Any]:
    values = dict(change.values)
    if change.subject == ChangeSubject.RATE:
        return {"amount": Decimal(values["amount"]), "source": change.why}
    return values | ({"source": change.why} if change.subject == ChangeSubject.TERM else {})
