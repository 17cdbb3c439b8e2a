"""Why a fee statement is recalled."""

from django import forms

from klyngeokonomi.free_text import FreeText


class RecallForm(forms.Form):
    reason = FreeText(
        label="Hvorfor trækkes lønsedlen tilbage?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For eksempel: nummeret var skrevet forkert på bilaget. Skriv ikke CPR-numre.",
        error_messages={"required": "Skriv, hvorfor lønsedlen trækkes tilbage."},
    )
