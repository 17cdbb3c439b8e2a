"""Step 3: who gets the money, and on which account."""

from typing import Any

from django import forms

from expenses.actions.save_payee import PayTo
from expenses.enums import PayMethod, VoucherKind
from expenses.forms.send import SendForm
from expenses.models import PayeeAccount, Voucher
from klyngeokonomi.danish.bank_account import NotAnAccount, parse_bank_account
from klyngeokonomi.danish.cvr import NotACvr, parse_cvr
from klyngeokonomi.danish.fik import NotAFikLine, parse_fik
from klyngeokonomi.danish.iban import NotAnIban, parse_iban

NEW = "ny"
METHODS = {
    VoucherKind.OUTLAY: ((PayMethod.BANK, "Reg.nr. og kontonummer"), (PayMethod.IBAN, "IBAN")),
    VoucherKind.INVOICE: (
        (PayMethod.FIK, "Betalingslinje (+71, +73 eller +75)"),
        (PayMethod.BANK, "Reg.nr. og kontonummer"),
        (PayMethod.IBAN, "IBAN"),
    ),
}


class PayeeForm(SendForm):
    """`account` is the pk of one that is offered, or NEW; the other fields count only for NEW."""

    REQUIRED = dict.fromkeys(("method", "reg_number", "account_number", "iban", "fik_line"), "")
    account = forms.ChoiceField(
        label="Hvor skal pengene sættes ind?", widget=forms.RadioSelect, required=False
    )
    method = forms.ChoiceField(label="Hvordan betales det?", widget=forms.RadioSelect, required=False)
    reg_number = forms.CharField(
        label="Reg.nr.",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_number = forms.CharField(
        label="Kontonummer",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    iban = forms.CharField(
        label="IBAN", max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    fik_line = forms.CharField(
        label="Betalingslinje",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    cvr = forms.CharField(label="Leverandørens CVR-nummer", max_length=20, required=False)

    def __init__(self, data: Any = None, *, voucher: Voucher, offered: list[PayeeAccount]) -> None:
        self.offered = {str(account.pk): account for account in offered}
        methods = METHODS[VoucherKind(voucher.kind)]
        chosen = str(voucher.payee_account_id or next(iter(self.offered), NEW))
        initial = {"account": chosen if chosen in self.offered else NEW, "method": methods[0][0]}
        super().__init__(data, voucher=voucher, initial=initial)
        self.fields["account"].choices = [*((pk, pk) for pk in self.offered), (NEW, "En anden konto")]
        self.fields["method"].choices = methods
        if voucher.kind == VoucherKind.OUTLAY:
            del self.fields["cvr"], self.fields["fik_line"]

    @property
    def known_account(self) -> PayeeAccount | None:
        """The offered account that was chosen; None when a new one is to be kept."""
        return self.offered.get(self.cleaned_data.get("account", ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "account" in self.errors or data.get("account") in self.offered:
            return data
        if "method" in self.errors:
            return data
        try:
            data["pay_to"] = self._pay_to(data)
        except NotAnAccount as error:
            self.add_error(error.field, str(error))
        except NotAnIban as error:
            self.add_error("iban", str(error))
        except NotAFikLine as error:
            self.add_error("fik_line", str(error))
        return data

    def _pay_to(self, data: dict[str, Any]) -> PayTo:
        """Raises the sentence of the first thing that is wrong with what was typed."""
        match data.get("method"):
            case PayMethod.IBAN:
                return PayTo.of_iban(parse_iban(data.get("iban", "")))
            case PayMethod.FIK:
                return PayTo.fik(parse_fik(data.get("fik_line", "")))
        return PayTo.bank(parse_bank_account(data.get("reg_number", ""), data.get("account_number", "")))

    def clean_cvr(self) -> str:
        text = self.cleaned_data["cvr"]
        try:
            return parse_cvr(text) if text else ""
        except NotACvr as error:
            raise forms.ValidationError(str(error)) from error
