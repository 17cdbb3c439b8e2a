"""What a list of vouchers is narrowed by. Anything that cannot be read is passed over: a link never fails."""

from typing import TYPE_CHECKING, Any

from django import forms

from clusters.permissions import standing
from expenses.selectors.vouchers import VoucherFilter, years_to_choose
from expenses.states import VoucherState
from meetings.models import Meeting

if TYPE_CHECKING:
    from clusters.models import User

MINE, ALL = "mine", "alle"


class VoucherFilterForm(forms.Form):
    """Those who see every cluster come to a meeting's vouchers by its page, not by a list of thousands."""

    hvem = forms.ChoiceField(
        label="Hvis", choices=[(MINE, "Mine bilag"), (ALL, "Hele klyngens")], required=False
    )
    status = forms.ChoiceField(label="Status", choices=[("", "Alle"), *VoucherState.choices], required=False)
    aar = forms.TypedChoiceField(label="År", coerce=int, empty_value=None, required=False)
    moede = forms.ModelChoiceField(
        label="Møde", queryset=Meeting.objects.none(), required=False, empty_label="Alle"
    )

    def __init__(self, data: Any, *, user: "User") -> None:
        super().__init__(data)
        self.fields["aar"].choices = [("", "Alle"), *((year, str(year)) for year in years_to_choose(user))]
        self.fields["moede"].queryset = Meeting.objects.visible_to(user)
        if standing(user).national:
            self.fields["moede"].widget = forms.HiddenInput()

    def chosen(self) -> VoucherFilter:
        self.is_valid()
        data = self.cleaned_data
        return VoucherFilter(
            mine=data.get("hvem") != ALL,
            state=data.get("status") or "",
            year=data.get("aar"),
            meeting=data.get("moede"),
        )
