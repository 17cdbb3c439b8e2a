"""What a decider types: a reason, and silently the fingerprint of what stood on the screen."""

from django import forms

from klyngeokonomi.free_text import FreeText

FINGERPRINT = r"^[0-9a-f]{64}$"


class EndorseForm(forms.Form):
    seen = forms.RegexField(FINGERPRINT, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    seen = forms.RegexField(FINGERPRINT, required=False, widget=forms.HiddenInput)
    reason = FreeText(
        label="Begrundelse",
        help_text="Den, der har lavet bilaget, ser den.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv en begrundelse, så modtageren ved, hvad der skal gøres."},
    )


class OriginalForm(forms.Form):
    reason = forms.CharField(max_length=500)
