"""The one kind of field in which a CPR number is asked for. What is typed is never put back on a page (I9)."""

from typing import Any

from django import forms

AS_WRITTEN = {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}


class CprField(forms.CharField):
    """Takes the text as typed; klyngeokonomi.danish.cpr reads it where it is needed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs=AS_WRITTEN)
        super().__init__(**{"max_length": 20, "required": False, "widget": widget, **kwargs})

    def prepare_value(self, value: Any) -> str:
        return ""
