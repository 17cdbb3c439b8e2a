"""What a meeting is thought to spend: the questions of "må vi?"."""

from decimal import Decimal
from typing import Any

from django import forms

from expenses.enums import CostCategory
from expenses.forms.amount import AmountField
from expenses.policy.plan import PLANNED, Plan, PlannedVat
from klyngeokonomi.money import kr

EACH, ALL = "hver", "alle"
MOST_HEADS = 500
MOST = kr(9_999_999)
VATS = [
    (PlannedVat.STANDARD.value, "Der er 25 % moms i prisen"),
    (PlannedVat.NONE.value, "Der er ingen moms"),
    (PlannedVat.UNKNOWN.value, "Det ved jeg ikke"),
]


class PlanForm(forms.Form):
    """Sent by GET: an answer has an address, and asking changes nothing. `pris` is DKK incl. VAT."""

    use_required_attribute = False
    hvad = forms.TypedChoiceField(
        label="Hvad vil I købe?",
        choices=[(one.value, one.label) for one in PLANNED],
        coerce=CostCategory,
        error_messages={
            "required": "Vælg, hvad I vil købe.",
            "invalid_choice": "Vælg, hvad I vil købe.",
        },
    )
    antal = forms.IntegerField(
        label="Hvor mange personer?",
        min_value=1,
        max_value=MOST_HEADS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "ko-sum"}),
        error_messages={
            "required": "Skriv, hvor mange I bliver.",
            "invalid": "Skriv antallet med tal, fx 14.",
            "min_value": "Der skal være mindst én deltager.",
            "max_value": f"Der kan regnes på højst {MOST_HEADS} personer.",
        },
    )
    pris = AmountField(
        label="Pris inkl. moms", error_messages={"required": "Skriv den pris, I har fået oplyst."}
    )
    pr = forms.ChoiceField(
        label="Prisen er", choices=[(EACH, "pr. person"), (ALL, "for det hele")], widget=forms.RadioSelect
    )
    moms = forms.ChoiceField(label="Moms", choices=VATS, widget=forms.RadioSelect)

    def clean_pris(self) -> Decimal:
        price: Decimal = self.cleaned_data["pris"]
        if not 0 < price <= MOST:
            raise forms.ValidationError("Skriv en pris, der er større end nul og mindre end 10 mio. kr.")
        return price

    def plan(self, available: Decimal | None) -> Plan:
        """Of a valid form."""
        data: dict[str, Any] = self.cleaned_data
        times = data["antal"] if data["pr"] == EACH else 1
        return Plan(data["hvad"], data["pris"] * times, PlannedVat(data["moms"]), data["antal"], available)
