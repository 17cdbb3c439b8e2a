"""What is put in a payment run: picked first, then looked through, then built."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from approvals.forms.decision import Ticks
from approvals.forms.period import day_field
from approvals.policy.execution_day import why_not_pay_on
from klyngeokonomi.danish.bank_days import next_bank_day
from klyngeokonomi.free_text import FreeText


def first_execution_day() -> datetime.date:
    return next_bank_day(timezone.localdate())


class PickForm(forms.Form):
    """Ticked vouchers, or all that are ready (`alle`), and the day they are paid."""

    bilag = Ticks(required=False)
    alle = forms.BooleanField(required=False)
    execution_date = day_field("Betalingsdag")

    def clean_bilag(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["bilag"] if one.isdecimal() and len(one) < 19]

    def clean_execution_date(self) -> datetime.date:
        day = self.cleaned_data["execution_date"]
        if sentence := why_not_pay_on(day, today=timezone.localdate()):
            raise ValidationError(sentence)
        return day


class PlanForm(forms.Form):
    """The plan as it stood on the screen: what is built is exactly this, or nothing."""

    bilag = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$", widget=forms.HiddenInput)
    execution_date = day_field("Betalingsdag", widget=forms.HiddenInput)
    seen = forms.DecimalField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_bilag(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["bilag"].split(",")]


class CancelForm(forms.Form):
    reason = FreeText(
        label="Hvorfor annulleres kørslen?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv, hvorfor kørslen annulleres."},
    )
