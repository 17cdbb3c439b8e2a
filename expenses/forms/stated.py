"""What only the claimant can tell, asked beside the line or the card it concerns, and not when it is known."""

from collections.abc import Iterable
from typing import Any

from django import forms

from expenses.enums import CostCategory, VoucherKind
from expenses.forms.amount import AmountField
from expenses.forms.whole_later import WholeLater
from expenses.models import Voucher
from expenses.selectors.stated_facts import Known
from klyngeokonomi.free_text import FreeText

YES, NO = "ja", "nej"
AGREED = {CostCategory.TRANSPORT, CostCategory.GIFT}
"""What the coordinator is to have agreed to first."""
OF_CARD = ("card_holder_is_claimant", "card_month_total_before")


class YesNoField(forms.TypedChoiceField):
    """True, False, or None as long as it is not answered."""

    def __init__(self, yes: str, no: str, **kwargs: Any) -> None:
        super().__init__(
            choices=((YES, yes), (NO, no)),
            coerce=lambda value: value == YES,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value


class StatedForm(WholeLater):
    """`categories` are those of the lines as they are written; `known` is what need not be asked."""

    REQUIRED = {
        "prior_agreement": "Svar på, om det var aftalt med koordinatoren.",
        "gift_recipient": "Skriv navnet på den, gaven er til.",
        "gift_occasion": "Skriv, hvad gaven er tak for.",
        "card_holder_is_claimant": "Svar på, om kortet er dit eget.",
        "card_month_total_before": "Skriv, hvad kortet ellers er brugt til i måneden. Skriv 0, hvis det er intet.",
    }

    prior_agreement = YesNoField("Ja", "Nej", label="Var det aftalt med koordinatoren på forhånd?")
    gift_recipient = FreeText(label="Hvem er gaven til?", max_length=200, required=False)
    gift_occasion = FreeText(label="Hvad er anledningen?", max_length=200, required=False)
    card_holder_is_claimant = YesNoField(
        "Ja, kortet lyder på mig", "Nej, det lyder på en anden", label="Er det dit eget kort?"
    )
    card_month_total_before = AmountField(label="Brugt på kortet før i samme måned", required=False)

    def __init__(
        self, data: Any = None, *, voucher: Voucher, known: Known, categories: Iterable[CostCategory]
    ) -> None:
        self.known, self.categories = known, set(categories)
        super().__init__(data, initial={name: getattr(voucher, name) for name in self.REQUIRED})
        if known.is_coordinator:
            del self.fields["prior_agreement"]
        if voucher.kind != VoucherKind.CARD:
            for name in OF_CARD:
                del self.fields[name]

    def require_whole(self) -> None:
        """Only of what is asked."""
        super().require_whole()
        for name in self.errors.keys() & self.REQUIRED.keys() - self._asked():
            del self.errors[name]

    def values(self) -> dict[str, Any]:
        """By the names of edit_voucher: what is not asked is emptied, what cannot be read is left as it was."""
        asked = self._asked()
        kept = {name: self.cleaned_data[name] for name in asked if name in self.cleaned_data}
        unasked = {
            "prior_agreement": None,
            "gift_recipient": "",
            "gift_occasion": "",
            **dict.fromkeys(OF_CARD),
        }
        return {name: value for name, value in unasked.items() if name not in asked} | kept

    def _asked(self) -> set[str]:
        asked = {name for name in OF_CARD if name in self.fields}
        if self.known.card_total is not None:
            asked.discard("card_month_total_before")
        if self.categories & AGREED and "prior_agreement" in self.fields:
            asked.add("prior_agreement")
        if CostCategory.GIFT in self.categories:
            asked |= {"gift_recipient", "gift_occasion"}
        return asked
