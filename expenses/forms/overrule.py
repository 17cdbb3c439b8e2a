"""The sentence in which a claimant asks the secretariat to look at a stop."""

from django import forms

from klyngeokonomi.free_text import FreeText


class AskPloForm(forms.Form):
    text = FreeText(
        label="Hvorfor er stoppet forkert?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv kort, hvorfor stoppet er forkert."},
    )
