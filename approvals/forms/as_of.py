"""A day that is not to come."""

import datetime

from django import forms
from django.utils import timezone

from approvals.forms.period import DAY_FORMATS


class AsOfForm(forms.Form):
    """Sent by GET, so that an address with a day can be shared."""

    dag = forms.DateField(
        label="Ved udgangen af",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Skriv en dato.", "invalid": "Skriv en dato, der findes, fx 31.12.2026."},
    )

    def clean_dag(self) -> datetime.date:
        day = self.cleaned_data["dag"]
        if day > timezone.localdate():
            raise forms.ValidationError("Vælg en dag, der er gået, eller i dag.")
        return day
