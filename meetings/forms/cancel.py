from django import forms


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Hvorfor aflyses mødet?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De inviterede får det at vide i en mail.",
    )
