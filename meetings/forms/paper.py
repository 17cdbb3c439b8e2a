from django import forms

from meetings.enums import MeetingPaperKind


class PaperForm(forms.Form):
    kind = forms.ChoiceField(label="Slags", choices=MeetingPaperKind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label="Fil",
        help_text="PDF eller billede, højst 20 MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )
