"""What the secretariat writes about a payee: why a number is shown, why an account is refused, a speaker's NemKonto."""

from typing import Any

from django import forms

from klyngeokonomi.cpr_field import CprField
from klyngeokonomi.danish.cpr import NotACpr, parse_cpr
from klyngeokonomi.free_text import FreeText


def reason(label: str, missing: str) -> FreeText:
    widget = forms.Textarea(attrs={"rows": 2})
    return FreeText(label=label, max_length=500, widget=widget, error_messages={"required": missing})


class RevealForm(forms.Form):
    reason = reason(
        "Hvad skal du bruge CPR-nummeret til?", "Skriv, hvad du skal bruge CPR-nummeret til. Det bliver gemt."
    )


class RefuseAccountForm(forms.Form):
    reason = reason("Hvorfor afvises kontoen?", "Skriv, hvorfor kontoen afvises. Modtageren kan se det.")


class SpeakerNemkontoForm(forms.Form):
    """A speaker signs in nowhere, so the number is told to the secretariat."""

    cpr = CprField(label="CPR-nummer", required=True)
    told_on = forms.DateField(
        label="Hvornår fik personen besked om NemKonto?",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_cpr(self) -> Any:
        return _digits(self.cleaned_data["cpr"])


class CorrectNumberForm(forms.Form):
    """Of anybody: the number that counts was written wrong, or is another now. It stands beside other forms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="ret_%s", **kwargs)

    cpr = CprField(label="Det rigtige CPR-nummer", required=True)
    reason = reason("Hvorfor rettes nummeret?", "Skriv, hvorfor CPR-nummeret rettes. Det bliver gemt.")

    def clean_cpr(self) -> Any:
        return _digits(self.cleaned_data["cpr"])


def _digits(text: str) -> str:
    try:
        return parse_cpr(text)
    except NotACpr as error:
        raise forms.ValidationError(str(error)) from error
