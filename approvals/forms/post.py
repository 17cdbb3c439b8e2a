"""What the secretariat writes of digital post."""

from django import forms

from klyngeokonomi.free_text import FreeText


class HandOverForm(forms.Form):
    note = FreeText(
        label="Hvordan er den udleveret?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For eksempel: sendt med almindelig post.",
        error_messages={"required": "Skriv, hvordan lønsedlen er udleveret."},
    )


class DownloadForm(forms.Form):
    reason = FreeText(
        label="Hvorfor hentes forsendelsen?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Den indeholder CPR-numre. Grunden og dit navn skrives i loggen.",
        error_messages={"required": "Skriv, hvorfor forsendelsen hentes."},
    )


class FateForm(forms.Form):
    has_it = forms.TypedChoiceField(
        label="Hvad siger distributøren?",
        choices=[("ja", "De har forsendelsen"), ("nej", "De har den ikke, så den skal sendes igen")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad distributøren siger."},
    )
