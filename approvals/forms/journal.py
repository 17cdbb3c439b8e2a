"""Which accounts in PLO's finance system something is booked on, from a day."""

from django import forms
from django.core.validators import RegexValidator

from approvals.forms.period import DAY_FORMATS
from approvals.selectors.journal import KEYS

DIGITS = RegexValidator(r"^[0-9]{3,10}$", "Skriv kontonummeret med 3 til 10 cifre.")


def _account(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=10,
        validators=[DIGITS],
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Skriv kontonummeret."},
    )


class JournalAccountsForm(forms.Form):
    key = forms.ChoiceField(label="Hvad", choices=list(KEYS.items()))
    account = _account("Konto")
    counter_account = _account("Modkonto")
    valid_from = forms.DateField(
        label="Gælder fra",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Skriv en dato.", "invalid": "Skriv en dato, der findes, fx 12.05.2026."},
    )
