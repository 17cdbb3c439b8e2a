"""The lines of a voucher: one per category on the paper, most often a single one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from expenses.actions.edit_voucher import LineInput
from expenses.enums import PURCHASED, CostCategory
from expenses.forms.amount import AmountField
from expenses.forms.whole_later import WholeLater
from expenses.models import Voucher
from klyngeokonomi.free_text import FreeText
from klyngeokonomi.money import vat_included

MOST_LINES = 20
PURCHASES = [(one.value, one.label) for one in PURCHASED]


class LineForm(WholeLater):
    """Amounts in DKK incl. VAT. With `vat_standard` ticked the VAT is worked out from the amount."""

    REQUIRED = {"category": "Vælg, hvad der er købt.", "gross": "Skriv beløbet."}

    category = forms.ChoiceField(
        label="Hvad er købt?", choices=PURCHASES, required=False, widget=forms.RadioSelect
    )
    gross = AmountField(label="Beløb inkl. moms", required=False)
    vat_standard = forms.BooleanField(
        label="Der er 25 % moms: regn den ud",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-checkbox"}),
    )
    vat = AmountField(label="Heraf moms", required=False)
    text = FreeText(label="Tekst til linjen", max_length=200, required=False)

    def clean_gross(self) -> Decimal | None:
        gross: Decimal | None = self.cleaned_data["gross"]
        if gross is not None and gross <= 0:
            raise forms.ValidationError("Beløbet skal være større end nul.")
        return gross

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        gross, vat = data.get("gross"), data.get("vat")
        if gross is not None and data.get("vat_standard"):
            data["vat"] = vat_included(gross)
        elif gross is not None and vat is not None and vat > gross:
            self.add_error("vat", "Momsen kan ikke være større end beløbet.")
        return data

    @property
    def is_blank(self) -> bool:
        data = self.cleaned_data
        return not data.get("category") and data.get("gross") is None and not data.get("text")


class BaseLineFormSet(forms.BaseFormSet):
    def get_deletion_widget(self) -> forms.Widget:
        return forms.CheckboxInput(attrs={"class": "form-checkbox"})

    @property
    def has_errors(self) -> bool:
        return self.is_bound and any(form.errors for form in self.forms)

    @property
    def several(self) -> bool:
        return len(self.forms) > 1

    @property
    def filled(self) -> list[LineForm]:
        """Those with something in them, in order; the first always counts, so that it can ask for the rest."""
        kept = [form for form in self.forms if not form.cleaned_data.get("DELETE")]
        return [form for index, form in enumerate(kept) if index == 0 or not form.is_blank or form.errors]

    def complete_lines(self) -> list[LineInput] | None:
        """What can be kept now: lines with category and amount. None when a line cannot be read at all."""
        if any(form.errors for form in self.filled):
            return None
        return [
            _line(form.cleaned_data)
            for form in self.filled
            if form.cleaned_data.get("category") and form.cleaned_data.get("gross") is not None
        ]

    def judged_lines(self) -> list[LineInput]:
        """For the live findings: every line with a category, its amount known or not."""
        return [_line(form.cleaned_data) for form in self.filled if form.cleaned_data.get("category")]


def _line(data: dict[str, Any]) -> LineInput:
    return LineInput(
        CostCategory(data["category"]), data.get("gross"), data.get("vat"), data.get("text") or ""
    )


_LineFormSet = forms.formset_factory(
    LineForm,
    formset=BaseLineFormSet,
    extra=0,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + 5,
    can_delete=True,
)


def line_formset(voucher: Voucher, data: Any = None, *, extra: int = 0) -> BaseLineFormSet:
    """The voucher's lines, at least one, bound to `data` when given; `extra` empty ones added last."""
    if data is not None:
        return _LineFormSet(_with_more(data, extra), prefix="linje")
    saved: Sequence[dict[str, Any]] = [
        {
            "category": line.category,
            "gross": line.gross,
            "vat": line.vat,
            "vat_standard": line.vat is not None and line.vat == vat_included(line.gross),
            "text": line.text,
        }
        for line in voucher.lines.all()
    ] or [{}]
    return _LineFormSet(initial=[*saved, *({} for _ in range(extra))], prefix="linje")


def _with_more(data: Any, extra: int) -> Any:
    copy = data.copy()
    total = copy.get("linje-TOTAL_FORMS", "")
    copy["linje-TOTAL_FORMS"] = str((int(total) if total.isascii() and total.isdigit() else 1) + extra)
    copy["linje-INITIAL_FORMS"] = "0"
    return copy
