"""Which day's amounts the guide page shows."""

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"]


class DayForm(forms.Form):
    """Sent by GET, so that an address with a day can be shared."""

    dato = forms.DateField(
        label="Se beløb for en anden dag",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Skriv en dato.", "invalid": "Skriv en dato, der findes, fx 12.05.2026."},
    )
