"""Step 2 of a request for a fee: whom for, what, when, how many hours, and what it is for tax."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from clusters.enums import ContractRole, IncomeKind
from clusters.models import Contract
from expenses.actions.edit_fee import FeeInput, HoursInput
from expenses.enums import FeeWork
from expenses.forms.amount import AmountField
from expenses.forms.details import DATE_FORMATS, DayInput
from expenses.forms.whole_later import WholeLater
from expenses.models import Voucher
from expenses.selectors.fees import FeeFacts
from expenses.selectors.missing_fee import NO_INCOME, NO_WORK
from klyngeokonomi.free_text import FreeText

OWN, OUTSIDER = "mig", "udefra"
WORK_OF = {
    ContractRole.COORDINATOR: FeeWork.COORDINATOR,
    ContractRole.BOARD: FeeWork.BOARD,
    ContractRole.CONSULTANT: FeeWork.FACILITATOR,
    ContractRole.OTHER: FeeWork.OTHER,
}
ROWS, MOST_ROWS = 3, 31
ONE_OF_SEVERAL = ("outsider", "period_from", "period_to", "hours", "rate", "fixed_sum")
MANY_HOURS = "Så mange timer er der ikke. Skriv timerne som et tal, fx 2,5."
BAD_DAY = {"invalid": "Skriv datoen som dag, måned og år, fx 12.05.2026."}


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, input_formats=DATE_FORMATS, required=False, widget=DayInput, error_messages=BAD_DAY
    )


def hours_field(label: str, most: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        max_digits=6,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "ko-sum"}),
        error_messages={
            "invalid": "Skriv timerne som et tal, fx 2,5.",
            "max_decimal_places": "Skriv højst to decimaler, fx 2,25.",
            "max_digits": MANY_HOURS,
            "max_whole_digits": MANY_HOURS,
            "max_value": f"Skriv højst {most} timer.",
            "min_value": "Skriv et tal, der er større end nul.",
        },
    )


class Days(forms.Form):
    """Work is paid when it is done: no day lies ahead."""

    AHEAD = "Dagen ligger ude i fremtiden. Arbejdet betales, når det er gjort."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if isinstance(value, datetime.date) and value > timezone.localdate():
                self.add_error(name, self.AHEAD)
        return data


class FeeForm(Days, WholeLater):
    """`contracts` are those that count and that the claimant may choose among."""

    REQUIRED = {"whom": "Vælg, hvem der skal have honoraret.", "work": NO_WORK, "income_kind": NO_INCOME}

    whom = forms.ChoiceField(
        label="Hvem skal have honoraret?",
        choices=((OWN, "Mig selv"), (OUTSIDER, "En udefra, fx en oplægsholder")),
        required=False,
        widget=forms.RadioSelect,
    )
    outsider = FreeText(label="Navn på den udefra", max_length=200, required=False)
    work = forms.ChoiceField(
        label="Hvad er honoraret for?", choices=FeeWork.choices, required=False, widget=forms.RadioSelect
    )
    period_from = day_field("Arbejdet er gjort fra")
    period_to = day_field("til")
    hours = hours_field("Timer i alt", 9999)
    rate = AmountField(label="Timeløn", required=False)
    fixed_sum = AmountField(label="Eller et fast beløb", required=False)
    contract = forms.ChoiceField(label="Kontrakt", required=False)
    income_kind = forms.ChoiceField(
        label="Hvad er honoraret i skat?",
        choices=IncomeKind.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        voucher: Voucher,
        facts: FeeFacts | None,
        contracts: Sequence[Contract],
    ) -> None:
        self.contracts = {str(one.pk): one for one in contracts}
        super().__init__(data, initial=_initial(voucher, facts, contracts))
        self.fields["contract"].choices = [
            ("", "Ingen kontrakt i registret"),
            *((pk, told_contract(one)) for pk, one in self.contracts.items()),
        ]

    def _show_required(self, on: bool) -> None:
        """One of several is asked for, so none of them is called optional."""
        super()._show_required(on)
        for name in ONE_OF_SEVERAL:
            self.fields[name].required = on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("period_from"), data.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", "Arbejdet kan ikke slutte, før det begynder.")
        if data.get("rate") is not None and data.get("fixed_sum") is not None:
            self.add_error("fixed_sum", "Skriv enten timeløn eller et fast beløb.")
        for name in ("hours", "rate", "fixed_sum"):
            if data.get(name) == 0:
                self.add_error(name, "Skriv et tal, der er større end nul.")
        if data.get("whom") == OUTSIDER and not data.get("outsider") and "outsider" not in self.errors:
            self.add_error("outsider", "Skriv navnet på den, der skal have honoraret.")
        return data

    def values(self) -> FeeInput:
        """Of a form without errors."""
        data = self.cleaned_data
        outside = data.get("whom") == OUTSIDER
        return FeeInput(
            work=data["work"],
            for_outsider=outside,
            outsider=" ".join(data["outsider"].split()) if outside else "",
            period_from=data["period_from"],
            period_to=data["period_to"],
            hours=data["hours"],
            rate=data["rate"],
            fixed_sum=data["fixed_sum"],
            contract=self.contracts.get(data["contract"]),
            income_kind=data["income_kind"] or self._kind_by_contract(),
        )

    def _kind_by_contract(self) -> str:
        """What the chosen contract says, for who has not said otherwise; an invoice is only asked for by saying so."""
        chosen = self.contracts.get(self.cleaned_data["contract"])
        return chosen.income_kind if chosen and chosen.income_kind != IncomeKind.INVOICE else ""


def told_contract(contract: Contract) -> str:
    """Without the pay in it, which fewer see."""
    days = f"{contract.valid_from:%d.%m.%Y} til {contract.valid_to:%d.%m.%Y}"
    return f"{contract.party}: {contract.get_role_display()}, {days}"


def _initial(voucher: Voucher, facts: FeeFacts | None, contracts: Sequence[Contract]) -> dict[str, Any]:
    """What is saved, but not what follows from the time sheet; at first what the claimant's only contract says."""
    if facts is None:
        own = [one for one in contracts if one.person_id == voucher.claimant_id]
        return {"whom": OWN} | (_of_contract(own[0]) if len(own) == 1 else {})
    fee = facts.fee
    days = [one.day for one in facts.sheet]
    names = ("work", "period_from", "period_to", "hours", "rate", "fixed_sum", "income_kind")
    follows = {"hours"} if days else set()
    if days and (fee.period_from, fee.period_to) == (min(days), max(days)):
        follows |= {"period_from", "period_to"}
    return {
        **{name: getattr(fee, name) for name in names if name not in follows},
        "whom": OUTSIDER if fee.for_outsider else OWN,
        "outsider": voucher.supplier if fee.for_outsider else "",
        "contract": str(fee.contract_id or ""),
    }


def _of_contract(one: Contract) -> dict[str, Any]:
    return {
        "contract": str(one.pk),
        "work": WORK_OF[ContractRole(one.role)],
        "rate": one.hourly_rate,
        "income_kind": one.income_kind,
    }


class HoursForm(Days):
    """One day of the time sheet; an empty one is passed over."""

    use_required_attribute = False
    day = day_field("Dag")
    what = FreeText(label="Arbejde", max_length=200, required=False)
    hours = hours_field("Timer", 24)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.widget.attrs["class"] = f"form-input {one.widget.attrs.get('class', '')}".strip()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and any(data.get(name) for name in ("day", "what", "hours")):
            for name, sentence in (
                ("day", "Skriv dagen."),
                ("what", "Skriv, hvad du lavede."),
                ("hours", "Skriv timerne."),
            ):
                if not data.get(name):
                    self.add_error(name, sentence)
        return data


class BaseSheet(forms.BaseFormSet):
    def rows(self) -> list[HoursInput]:
        """Those with something in them; of a sheet without errors."""
        return [
            HoursInput(one["day"], one["what"], one["hours"])
            for one in (form.cleaned_data for form in self.forms)
            if one.get("hours")
        ]


_Sheet = forms.formset_factory(
    HoursForm, formset=BaseSheet, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def sheet_of(facts: FeeFacts | None, data: Any = None, *, more: bool = False) -> BaseSheet:
    """The saved rows and a few empty ones, or what was posted."""
    if data is not None:
        return _Sheet(data, prefix="tid")
    saved = [{"day": one.day, "what": one.what, "hours": one.hours} for one in facts.sheet] if facts else []
    empty = ROWS if more or not saved else 1
    return _Sheet(initial=[*saved, *({} for _ in range(empty))][:MOST_ROWS], prefix="tid")
