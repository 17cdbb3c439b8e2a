"""What the secretariat types about rates and allotments."""

from decimal import Decimal
from typing import Any

from django import forms

from clusters.forms.imports import ControlSumForm
from clusters.models import AllotmentRate
from klyngeokonomi.free_text import FreeText
from klyngeokonomi.money import NotAnAmount, parse_kr


class RateForm(forms.ModelForm):
    amount = forms.CharField(
        label="Kr. pr. patient", max_length=20, help_text="Kr. og øre pr. gruppe 1-patient, fx 3,65."
    )
    source = FreeText(
        label="Kilde", max_length=200, help_text="Hvor satsen står, fx regionens brev af 12.02.2026."
    )

    class Meta:
        model = AllotmentRate
        fields = ("year", "amount", "source")
        help_texts = {"year": "Året for indbetalingen 1. marts."}

    def clean_amount(self) -> Decimal:
        try:
            return parse_kr(self.cleaned_data["amount"])
        except NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error


class BookForm(ControlSumForm):
    """The total that the regions have written, typed before everything is booked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = "Skriv den samlede sum fra regionernes breve, ikke fra siden her."
