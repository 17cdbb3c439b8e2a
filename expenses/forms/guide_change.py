"""A proposed change of the guide, as the secretariat writes it. Each form gives the arguments of propose_change."""

from decimal import Decimal
from typing import Any

from django import forms

from expenses.enums import ChangeStep, ChangeSubject, RateKey, TermKey
from expenses.forms.guide import DAY_FORMATS
from expenses.models import Section, Term
from klyngeokonomi.free_text import FreeText
from klyngeokonomi.money import NotAnAmount, parse_kr

SOURCE = "Hvor det står, fx vejledningens navn og dato, eller hvorfor det ændres."


class ChangeForm(forms.Form):
    subject: ChangeSubject
    step = ChangeStep.FROM
    valid_from = forms.DateField(
        label="Gælder fra",
        help_text="Tidligst i dag. Det hidtidige slutter dagen før.",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    why = FreeText(label="Kilde eller grund", help_text=SOURCE, max_length=200)

    def identity(self) -> dict[str, Any]:
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        return {}

    def proposal(self) -> dict[str, Any]:
        """Of a valid form: the arguments of propose_change but for `by`."""
        return {
            "subject": self.subject,
            "identity": self.identity(),
            "values": self.values(),
            "valid_from": self.cleaned_data["valid_from"],
            "why": self.cleaned_data["why"],
            "step": self.step,
        }


class RateForm(ChangeForm):
    subject = ChangeSubject.RATE
    key = forms.TypedChoiceField(label="Ramme", choices=RateKey.choices, coerce=int)
    amount = forms.CharField(
        label="Højeste beløb uden moms",
        help_text="Fx 850,00. Et korts grænse for en måned er med moms.",
        max_length=20,
    )
    field_order = ["key", "amount", "valid_from", "why"]

    def clean_amount(self) -> Decimal:
        try:
            return parse_kr(self.cleaned_data["amount"])
        except NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error

    def identity(self) -> dict[str, Any]:
        return {"key": self.cleaned_data["key"]}

    def values(self) -> dict[str, Any]:
        return {"amount": str(self.cleaned_data["amount"])}


class TermForm(ChangeForm):
    """A word already there gets new advice; a word that is not there yet is looked for from the day."""

    subject = ChangeSubject.TERM
    key = forms.ChoiceField(label="Hvad betyder ordet?", choices=TermKey.choices)
    word = FreeText(
        label="Ord", help_text="Stavet som det bruges; bøjninger og delte ord findes også.", max_length=80
    )
    anchor = forms.ChoiceField(label="Afsnit i vejledningen")
    advice = FreeText(
        label="Hvad der siges, når ordet findes", help_text="En hel sætning.", max_length=300, required=False
    )
    field_order = ["key", "word", "anchor", "advice", "valid_from", "why"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = Section.objects.filter(valid_to=None).values_list("slug", "title")
        self.fields["anchor"].choices = list(dict(sections).items())

    def identity(self) -> dict[str, Any]:
        word = self.cleaned_data["word"]
        same = Term.objects.filter(key=self.cleaned_data["key"], word__iexact=word).first()
        return {"key": self.cleaned_data["key"], "word": same.word if same else word}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("anchor", "advice")}


class SectionForm(ChangeForm):
    subject = ChangeSubject.SECTION
    slug = forms.ChoiceField(label="Afsnit")
    title = FreeText(label="Overskrift", max_length=200)
    says = FreeText(label="Tekst", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    guide = FreeText(label="Vejledning", help_text="Fx April 2027", max_length=80)
    field_order = ["slug", "title", "says", "guide", "valid_from", "why"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = {one.slug: one for one in Section.objects.filter(valid_to=None)}
        self.fields["slug"].choices = [(one.slug, one.title) for one in self.now.values()]

    def identity(self) -> dict[str, Any]:
        return {"slug": self.cleaned_data["slug"]}

    def values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("title", "says", "guide")}
        return said | {"position": self.now[self.cleaned_data["slug"]].position}


class EndForm(ChangeForm):
    """What is shown ends; the row and the step are known from the page."""

    def __init__(self, *args: Any, subject: ChangeSubject, of: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.step, self._of = subject, ChangeStep.END, of
        self.fields["valid_from"].label = "Første dag uden"
        self.fields["valid_from"].help_text = "Tidligst i dag. Dagen før er den sidste, det gælder."

    def identity(self) -> dict[str, Any]:
        return self._of
