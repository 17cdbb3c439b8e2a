"""A proposed change beside what is in force, field by field, for the one who is to answer it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from expenses.enums import ChangeStep, ChangeSubject
from expenses.models import GuideChange, Rate, Section, Term
from klyngeokonomi.money import format_kr

LABELS = {
    "amount": "Beløb",
    "anchor": "Afsnit",
    "advice": "Hvad der siges",
    "title": "Overskrift",
    "says": "Tekst",
    "guide": "Vejledning",
}
MODELS = {ChangeSubject.RATE: Rate, ChangeSubject.TERM: Term, ChangeSubject.SECTION: Section}


@dataclass(frozen=True, slots=True)
class Change:
    """One field. `before` and `after` are as shown; empty where there is or will be nothing."""

    label: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


def change_shown(change: GuideChange) -> list[Change]:
    """Beside the row that is in force the day before; one query."""
    row = _row_before(change)
    names = [name for name in LABELS if name in change.values or hasattr(row, name)]
    after: dict[str, Any] = change.values if change.step == ChangeStep.FROM else {}
    return [
        Change(LABELS[name], _shown(name, getattr(row, name, None)), _shown(name, after.get(name)))
        for name in names
    ]


def _row_before(change: GuideChange) -> Any:
    """The newest row that is not the change itself; for one taken back, the row that is to go."""
    identity = dict(change.identity)
    word = identity.pop("word", None)
    rows = MODELS[ChangeSubject(change.subject)].objects.filter(**identity)
    if word:
        rows = rows.filter(word__iexact=word)
    if change.step != ChangeStep.UNDO:
        rows = rows.filter(valid_from__lt=change.valid_from)
    return rows.order_by("valid_from").last()


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    return format_kr(Decimal(value)) if name == "amount" else str(value)
