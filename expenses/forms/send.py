"""What the last step posts when there is nobody to pay: only how far the voucher had come when the page was shown."""

from typing import Any

from django import forms

from expenses.actions.submit_voucher import OUTDATED
from expenses.forms.whole_later import WholeLater
from expenses.models import Voucher
from expenses.selectors.content import last_move


class SendForm(WholeLater):
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The last move the page knew of: an old page neither changes the account nor sends."""

    def __init__(self, data: Any = None, *, voucher: Voucher, initial: dict[str, Any] | None = None) -> None:
        self.last_move = last_move(voucher)
        super().__init__(data, initial={"after": self.last_move, **(initial or {})})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("after") not in (None, self.last_move):
            raise forms.ValidationError(OUTDATED)
        return data
