"""From one day to another."""

from typing import Any

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"]


def day_field(label: str, widget: type[forms.Widget] | None = None) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=DAY_FORMATS,
        widget=widget or forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Skriv en dato.", "invalid": "Skriv en dato, der findes, fx 12.05.2026."},
    )


class PeriodForm(forms.Form):
    """Sent by GET, so that an address with a period can be shared."""

    fra = day_field("Fra")
    til = day_field("Til og med")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and said["til"] < said["fra"]:
            self.add_error("til", "Den sidste dag ligger før den første.")
        return said
