"""What the secretariat types about money between clusters, and about movements that were wrong."""

from decimal import Decimal

from django import forms

from clusters.models import Correction, Transfer
from klyngeokonomi.free_text import FreeText
from klyngeokonomi.money import NotAnAmount, parse_kr


class TransferForm(forms.ModelForm):
    amount = forms.CharField(label="Beløb", max_length=20, help_text="Fx 12.500,00")
    reason = FreeText(
        label="Begrundelse", max_length=200, help_text="Læses af sekretariatet og revisor, ikke af klyngerne."
    )

    class Meta:
        model = Transfer
        fields = ("giver", "receiver", "amount", "cause", "reason")

    def clean_amount(self) -> Decimal:
        try:
            return parse_kr(self.cleaned_data["amount"])
        except NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error


class CorrectionForm(forms.ModelForm):
    reason = FreeText(
        label="Begrundelse", max_length=120, help_text="Klyngens medlemmer læser den på kontoen."
    )

    class Meta:
        model = Correction
        fields = ("movement", "reason")
        widgets = {"movement": forms.HiddenInput}
