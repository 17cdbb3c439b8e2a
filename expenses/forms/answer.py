"""A question and its answer, as the secretariat writes them."""

from typing import Any

from django import forms

from expenses.models import Section
from klyngeokonomi.free_text import FreeText

LONGEST_ANSWER = 2000


class AnswerForm(forms.Form):
    question = FreeText(
        label="Spørgsmål",
        help_text="Som et medlem ville spørge, fx Må vi købe vin til middagen?",
        max_length=200,
        widget=forms.TextInput({"size": 60}),
    )
    answer = FreeText(
        label="Svar",
        help_text="Kort, med det vigtigste først. Skriv intet om personer.",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 6}),
    )
    section = forms.ChoiceField(label="Afsnit i vejledningen", help_text="Svaret vises under afsnittet.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_force = Section.objects.in_force().order_by("position").values_list("slug", "title")
        self.fields["section"].choices = [("", "Vælg et afsnit"), *in_force]
