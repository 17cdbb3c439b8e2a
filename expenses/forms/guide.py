"""What is asked of the guide's page: a question, and the day it should be answered for. Both by GET."""

from django import forms

from klyngeokonomi.free_text import FreeText

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"]
LONGEST_QUESTION = 120


class DayForm(forms.Form):
    """So that an address with a day can be shared; without one it is today's."""

    use_required_attribute = False

    dato = forms.DateField(
        label="Se vejledningen, som den gjaldt en anden dag",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Skriv en dato, der findes, fx 12.05.2026."},
    )


class QuestionForm(forms.Form):
    """Live, the answers come as one writes; without JavaScript by the button. An emptied field takes them away."""

    use_required_attribute = False

    soeg = FreeText(
        label="Må vi …?",
        help_text="Skriv med dine egne ord, fx købe vin til middagen.",
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
        error_messages={"max_length": "Skriv spørgsmålet kortere."},
    )
