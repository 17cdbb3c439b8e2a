"""A budget as it is typed."""

from decimal import Decimal
from typing import Any

from django import forms

from approvals.forms.period import DAY_FORMATS
from clusters.enums import BudgetHeading
from clusters.models import Budget
from klyngeokonomi.amount import AmountField

HINTS = {
    BudgetHeading.ALLOTMENT: "Det, regionen ventes at betale.",
    BudgetHeading.MEETINGS: "Mad, lokaler, overnatning, transport, oplægsholdere og gaver.",
    BudgetHeading.FEES: "Honorarer, konsulenter og kørsel i egen bil.",
    BudgetHeading.OTHER: "IT-udstyr til klyngearbejdet, abonnementer og resten.",
}


class BudgetForm(forms.Form):
    """`seen` is the version the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    decided_on = forms.DateField(
        label="Vedtaget på generalforsamlingen den",
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for heading in BudgetHeading:
            self.fields[heading.value] = AmountField(label=heading.label, help_text=HINTS[heading])
        self.order_fields([*BudgetHeading.values, "decided_on", "seen"])

    def amounts(self) -> dict[BudgetHeading, Decimal]:
        return {heading: self.cleaned_data[heading.value] for heading in BudgetHeading}


def initial_of(current: Budget | None, copied: Budget | None) -> dict[str, Any]:
    """What stands, or last year's figures to begin with; a general meeting decides on one year alone."""
    start = current or copied
    figures = {name: getattr(start, name) for name in BudgetHeading.values} if start else {}
    decided = {"decided_on": current.decided_on} if current else {}
    return {**figures, **decided, "seen": current.number if current else 0}
