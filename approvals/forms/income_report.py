"""Why the file for eIndkomst is taken once more."""

from django import forms

from klyngeokonomi.free_text import FreeText


class CopyForm(forms.Form):
    reason = FreeText(
        label="Hvad skal kopien bruges til?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv, hvad kopien skal bruges til."},
    )
