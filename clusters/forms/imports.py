"""What the secretariat sends in, and what it books by hand."""

from decimal import Decimal
from typing import Any

from django import forms

from clusters.enums import ImportKind
from clusters.import_files.layouts import LAYOUTS
from klyngeokonomi.free_text import FreeText
from klyngeokonomi.money import NotAnAmount, parse_kr


def columns_of(kind: str) -> str:
    """The headings of a kind of file, as one types them."""
    return ", ".join(
        column.heading if column.needed else f"{column.heading} (frivillig)" for column in LAYOUTS[kind]
    )


class UploadForm(forms.Form):
    kind = forms.TypedChoiceField(
        label="Hvad er i filen?", choices=ImportKind.choices, coerce=ImportKind, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label="Fil",
        help_text="CSV eller Excel (.xlsx) med overskrifter i første række, højst 5 MB.",
        widget=forms.FileInput({"accept": ".csv,.xlsx,text/csv"}),
    )


class AmountForm(forms.Form):
    """An amount in DKK, also below nil when a minus sign stands in front."""

    amount = forms.CharField(label="Beløb", max_length=20, help_text="Fx 175.200,00")

    def clean_amount(self) -> Decimal:
        typed = self.cleaned_data["amount"].strip()
        below = typed[:1] in ("-", "−")
        try:
            found = parse_kr(typed[1:] if below else typed)
        except NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error
        return -found if below else found


class ControlSumForm(AmountForm):
    """A total typed from what was brought along, not from the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = "Kontrolsum"
        self.fields["amount"].help_text = "Skriv den samlede sum fra regnskabet, ikke fra siden her."


class OpeningForm(AmountForm):
    """`entered` is how many times the page saw it entered: an old page does not undo a correction."""

    entered = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AllotmentForm(AmountForm):
    payment = FreeText(
        label="Indbetaling", max_length=60, help_text="Hvilken betaling det er, fx 2026. Bogføres én gang."
    )
