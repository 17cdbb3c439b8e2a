"""Why a locked month should be opened."""

from django import forms

from clusters.models import PeriodLock
from klyngeokonomi.free_text import FreeText


class OpenMonthForm(forms.Form):
    reason = FreeText(
        label="Hvorfor skal måneden åbnes?",
        max_length=PeriodLock._meta.get_field("reason").max_length,
        error_messages={"required": "Skriv, hvorfor måneden skal åbnes."},
    )
