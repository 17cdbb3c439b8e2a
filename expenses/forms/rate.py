"""A new amount of the guide, as the secretariat writes it."""

from decimal import Decimal

from django import forms

from expenses.enums import RateKey
from expenses.forms.guide import DAY_FORMATS
from klyngeokonomi.free_text import FreeText
from klyngeokonomi.money import NotAnAmount, parse_kr


class RateForm(forms.Form):
    key = forms.TypedChoiceField(
        label="Ramme", choices=RateKey.choices, coerce=lambda value: RateKey(int(value))
    )
    amount = forms.CharField(label="Højeste beløb uden moms", help_text="Fx 850,00", max_length=20)
    valid_from = forms.DateField(
        label="Gælder fra",
        help_text="Tidligst i dag. Det hidtidige beløb slutter dagen før.",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    source = FreeText(
        label="Kilde", help_text="Hvor beløbet står, fx vejledningens navn og dato.", max_length=200
    )

    def clean_amount(self) -> Decimal:
        try:
            return parse_kr(self.cleaned_data["amount"])
        except NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error
