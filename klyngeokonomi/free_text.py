"""A field where people write what they like, but no CPR number: they are told while they still have the page (I9)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from klyngeokonomi.danish.cpr_in_text import holds_cpr

NO_CPR = "Skriv ikke CPR-numre her. Fjern det, der ligner et CPR-nummer, og prøv igen."


class FreeText(forms.CharField):
    """Every text of a form that is not a number, a code or an address of its own."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if holds_cpr(value):
            raise ValidationError(NO_CPR, code="cpr")
