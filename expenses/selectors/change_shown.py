"""A proposed change beside what is in force, field by field, for the one who is to answer it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from expenses.enums import ChangeStep
from expenses.models import GuideChange
from expenses.selectors.guide_rows import rows_of
from klyngeokonomi.money import format_kr

LABELS = {
    "amount": "Beløb",
    "anchor": "Afsnit",
    "advice": "Hvad der siges",
    "title": "Overskrift",
    "says": "Tekst",
    "guide": "Vejledning",
}


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
    """What is so without the change beside what is so with it; nothing once a row to come is taken back."""
    before, after = _sides(change)
    names = [name for name in LABELS if name in before or name in after]
    return [
        Change(LABELS[name], _shown(name, before.get(name)), _shown(name, after.get(name))) for name in names
    ]


def _sides(change: GuideChange) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields by name. What is taken back gives way to the row before it, which runs on."""
    earlier = _fields(rows_of(change).filter(valid_from__lt=change.valid_from).last())
    if change.step == ChangeStep.UNDO:
        coming = _fields(rows_of(change).filter(valid_from=change.valid_from).last())
        return (coming, earlier) if coming else ({}, {})
    return earlier, change.values if change.step == ChangeStep.FROM else {}


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in LABELS if hasattr(row, name)}


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    return format_kr(Decimal(value)) if name == "amount" else str(value)
