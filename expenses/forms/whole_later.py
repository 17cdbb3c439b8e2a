"""A form that is kept half-filled, and asked to be whole only when the member goes on."""

from typing import Any

from django import forms


class WholeLater(forms.Form):
    """`REQUIRED` maps field to the sentence shown when it is empty. Binding never complains of what is missing;
    `require_whole` does. On screen the fields are required all along."""

    REQUIRED: dict[str, str] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._show_required(True)

    def full_clean(self) -> None:
        self._show_required(False)
        super().full_clean()
        self._show_required(True)

    def require_whole(self) -> None:
        """Add the sentence of each field that is empty and has no other error. Call after is_valid()."""
        for name, sentence in self.REQUIRED.items():
            if name in self.fields and name not in self.errors and self.cleaned_data.get(name) in (None, ""):
                self.add_error(name, sentence)

    def _show_required(self, on: bool) -> None:
        for name in self.REQUIRED.keys() & self.fields.keys():
            self.fields[name].required = on
