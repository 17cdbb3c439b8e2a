from django import forms

from klyngeokonomi.free_text import FreeText


class CancelForm(forms.Form):
    reason = FreeText(
        label="Hvorfor aflyses mødet?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De inviterede får det at vide i en mail.",
    )
