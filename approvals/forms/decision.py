"""What a decider types and ticks, and silently the mark of what stood on the screen."""

from django import forms

from clusters.enums import IncomeKind
from klyngeokonomi.free_text import FreeText

NO_MARK = "-"
"""Stands for a page that had none: it matches nothing, and the action says what to do."""


class Ticks(forms.MultipleChoiceField):
    """Boxes whose choices the act knows: what was ticked comes as it is, and is only ever compared."""

    def valid_value(self, value: str) -> bool:
        return True


class SeenForm(forms.Form):
    seen = forms.CharField(required=False, empty_value=NO_MARK, widget=forms.HiddenInput)


class EndorseForm(SeenForm):
    answers = Ticks(required=False)


class ReasonForm(SeenForm):
    reason = FreeText(
        label="Begrundelse",
        help_text="Den, der har lavet bilaget, ser den.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv en begrundelse, så modtageren ved, hvad der skal gøres."},
    )


class IncomeForm(forms.Form):
    income_kind = forms.TypedChoiceField(
        label="Hvad er pengene i skat?",
        choices=[(one.value, one.label) for one in (IncomeKind.A, IncomeKind.B)],
        coerce=IncomeKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg A-indkomst eller B-indkomst."},
    )


class OriginalForm(forms.Form):
    reason = forms.CharField(max_length=500)


class StopForm(forms.Form):
    """The answer about one stop; the button pressed says which."""

    mark = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    allowed = forms.TypedChoiceField(
        choices=[("ja", "Lad stoppet falde bort"), ("nej", "Fasthold stoppet")],
        coerce=lambda value: value == "ja",
    )
    reason = FreeText(
        label="Begrundelse",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv en begrundelse, så alle kan se, hvorfor."},
    )
