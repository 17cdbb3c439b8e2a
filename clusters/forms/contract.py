"""A contract as it is typed: with whom, about what, for how long, and for how much."""

import uuid
from typing import Any

from django import forms

from clusters.actions.enter_contract import ContractTerms
from clusters.enums import ContractRole, IncomeKind
from clusters.forms.deputy import day
from clusters.models import Cluster, Contract, Person
from clusters.selectors.contracts import possible_parties
from klyngeokonomi.amount import AmountField
from klyngeokonomi.danish.cvr import DoubtfulCvr, NotACvr, parse_cvr
from klyngeokonomi.free_text import FreeText


class ContractForm(forms.Form):
    """`terms()` is what the actions take."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.ModelChoiceField(
        label="Hvem i klyngen", queryset=Person.objects.none(), required=False, empty_label="En udefra"
    )
    outsider = FreeText(
        label="Navn på en udefra",
        max_length=200,
        required=False,
        help_text="Skriv kun her, når kontrakten er med en, der ikke er i klyngen.",
    )
    role = forms.TypedChoiceField(
        label="Rolle", choices=ContractRole.choices, coerce=ContractRole, widget=forms.RadioSelect
    )
    tasks = FreeText(
        label="Opgaver",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Det, der betales for. At komme til møderne betales ikke.",
    )
    valid_from = day("Fra og med")
    valid_to = day("Til og med")
    hours = forms.DecimalField(
        label="Timer om året",
        required=False,
        max_digits=7,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "ko-sum"}),
        help_text="Højst så mange timer kan der søges om honorar for.",
    )
    hourly_rate = AmountField(label="Timeløn", required=False)
    fixed_sum = AmountField(
        label="Eller et fast beløb for hele perioden",
        required=False,
        help_text="Skriv enten timeløn eller et fast beløb.",
    )
    mileage = forms.BooleanField(label="Kørsel i egen bil betales ved siden af", required=False)
    income_kind = forms.TypedChoiceField(
        label="Honoraret er",
        choices=IncomeKind.choices,
        coerce=IncomeKind,
        widget=forms.RadioSelect,
        help_text="A-indkomst: PLO trækker skat. B-indkomst: modtageren betaler selv skatten. "
        "Faktura: modtageren har eget firma. PLO afgør det endeligt.",
    )
    cvr = forms.CharField(
        label="CVR-nummer", max_length=20, required=False, help_text="Nødvendigt ved faktura."
    )
    as_printed = forms.BooleanField(label="Ja, sådan står nummeret i kontrakten", required=False)
    cvr_is_doubtful = False

    def __init__(self, *args: Any, cluster: Cluster, replaces: Contract | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replaces = replaces
        if replaces is not None:
            del self.fields["person"], self.fields["outsider"]
        else:
            self.fields["person"].queryset = possible_parties(cluster)

    def clean_as_printed(self) -> bool:
        """A check digit that does not hold is a warning: whoever has the number in print goes past it."""
        as_printed: bool = self.cleaned_data["as_printed"]
        if typed := self.cleaned_data.get("cvr", "").strip():
            try:
                self.cleaned_data["cvr"] = parse_cvr(typed, as_printed=as_printed)
            except NotACvr as error:
                self.cvr_is_doubtful = isinstance(error, DoubtfulCvr)
                self.add_error("cvr", str(error))
        return as_printed

    def clean(self) -> dict[str, Any]:
        """What is wrong is said by its field; the database's own sentences are the last word."""
        cleaned = super().clean() or {}
        if self.replaces is None and not cleaned.get("person") and not cleaned.get("outsider"):
            self.add_error("person", "Vælg en i klyngen, eller skriv navnet på en udefra.")
        by_hour, fixed = cleaned.get("hourly_rate"), cleaned.get("fixed_sum")
        if bool(by_hour) == bool(fixed) and not {"hourly_rate", "fixed_sum"} & set(self.errors):
            self.add_error("hourly_rate", "Skriv enten timeløn eller et fast beløb, og kun ét af dem.")
        if by_hour and not cleaned.get("hours") and "hours" not in self.errors:
            self.add_error("hours", "Skriv, hvor mange timer kontrakten er på om året.")
        if (
            cleaned.get("income_kind") == IncomeKind.INVOICE
            and not cleaned.get("cvr")
            and "cvr" not in self.errors
        ):
            self.add_error("cvr", "Skriv CVR-nummeret på den, der sender faktura.")
        return cleaned

    def terms(self) -> ContractTerms:
        facts = {name: self.cleaned_data[name] for name in ContractTerms.names() if name in self.cleaned_data}
        if self.replaces is not None:
            facts |= {"person": self.replaces.person, "outsider": self.replaces.outsider}
        return ContractTerms(**facts)


def initial_of(contract: Contract | None) -> dict[str, Any]:
    """What a form begins with: as the contract says, or nothing."""
    named = {} if contract is None else {name: getattr(contract, name) for name in ContractTerms.names()}
    return {**named, "form_key": uuid.uuid4()}


class SignedForm(forms.Form):
    file = forms.FileField(
        label="Den underskrevne kontrakt",
        help_text="PDF eller billede, højst 20 MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )


class StopForm(forms.Form):
    last_day = day("Sidste dag")
