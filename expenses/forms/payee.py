"""Step 3: who gets the money, and on which account."""

from typing import Any

from django import forms

from expenses.actions.save_payee import PayTo
from expenses.enums import PAYS_PERSON, PayeeKind, PayMethod, VoucherKind
from expenses.forms.send import SendForm
from expenses.models import PayeeAccount, Voucher
from expenses.policy.nemkonto_notice import notice_now
from klyngeokonomi.cpr_field import CprField
from klyngeokonomi.danish.bank_account import NotAnAccount, parse_bank_account
from klyngeokonomi.danish.cpr import NotACpr, parse_cpr
from klyngeokonomi.danish.cvr import DoubtfulCvr, NotACvr, parse_cvr
from klyngeokonomi.danish.fik import NotAFikLine, parse_fik
from klyngeokonomi.danish.iban import NotAnIban, parse_iban

NEW = "ny"
METHODS = {
    VoucherKind.OUTLAY: (
        (PayMethod.BANK, "Reg.nr. og kontonummer"),
        (PayMethod.NEMKONTO, "Min NemKonto"),
        (PayMethod.IBAN, "IBAN"),
    ),
    VoucherKind.INVOICE: (
        (PayMethod.FIK, "Betalingslinje (+71, +73 eller +75)"),
        (PayMethod.BANK, "Reg.nr. og kontonummer"),
        (PayMethod.NEMKONTO, "Virksomhedens NemKonto"),
        (PayMethod.IBAN, "IBAN"),
    ),
    VoucherKind.FEE: ((PayMethod.BANK, "Reg.nr. og kontonummer"), (PayMethod.IBAN, "IBAN")),
}
"""Of a fee, how one from outside is paid: their NemKonto is written by the secretariat, who tells them of it."""
ONLY_INVOICE = ("fik_line", "is_person", "told")
OF_COMPANIES = ("cvr", "as_printed")
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
AS_TYPED = {"autocomplete": "off"}


def code(label: str, longest: int, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs=attrs or AS_TYPED)
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget)


class PayeeForm(SendForm):
    """`account` is the pk of one that is offered, or NEW; the other fields count only for NEW.

    `own`: the claimant is paid. `known_cpr` is the member's own number as it is masked, when the vault has one.
    """

    REQUIRED = dict.fromkeys(("method", "reg_number", "account_number", "iban", "fik_line", "cpr"), "")
    account = forms.ChoiceField(
        label="Hvor skal pengene sættes ind?", widget=forms.RadioSelect, required=False
    )
    method = forms.ChoiceField(label="Hvordan betales det?", widget=forms.RadioSelect, required=False)
    reg_number = code("Reg.nr.", 10, **NUMERIC)
    account_number = code("Kontonummer", 20, **NUMERIC)
    iban = code("IBAN", 60)
    fik_line = code("Betalingslinje", 80)
    cpr = CprField(label="Dit CPR-nummer")
    told = forms.BooleanField(label="Ja, virksomheden har fået det at vide", required=False)
    is_person = forms.BooleanField(label="Modtageren er en person, fx en oplægsholder", required=False)
    cvr = forms.CharField(label="Leverandørens CVR-nummer", max_length=20, required=False)
    as_printed = forms.BooleanField(label="Ja, sådan står nummeret på fakturaen", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        voucher: Voucher,
        own: bool,
        offered: list[PayeeAccount],
        known_cpr: str = "",
    ) -> None:
        self.offered = {str(account.pk): account for account in offered}
        self.known_cpr, self.cvr_is_doubtful = known_cpr, False
        self.asks_number = voucher.kind in PAYS_PERSON
        methods = METHODS[VoucherKind.OUTLAY if own else VoucherKind(voucher.kind)]
        chosen = str(voucher.payee_account_id or next(iter(self.offered), NEW))
        initial = {"account": chosen if chosen in self.offered else NEW, "method": methods[0][0]}
        if known_cpr:
            self.REQUIRED = {name: "" for name in self.REQUIRED if name != "cpr"}
        super().__init__(data, voucher=voucher, initial=initial)
        self.fields["account"].choices = [*((pk, pk) for pk in self.offered), (NEW, "En anden konto")]
        self.fields["method"].choices = methods
        self.notice = notice_now().to(PayeeKind.SUPPLIER if voucher.kind == VoucherKind.INVOICE else "")
        left_out = ONLY_INVOICE if self.asks_number or own else ("cpr",)
        for name in (*left_out, *(OF_COMPANIES if own else ())):
            del self.fields[name]

    @property
    def known_account(self) -> PayeeAccount | None:
        """The offered account that was chosen; None when a new one is to be kept."""
        return self.offered.get(self.cleaned_data.get("account", ""))

    @property
    def kind(self) -> PayeeKind:
        """Of whom an invoice is paid to."""
        return PayeeKind.SPEAKER if self.cleaned_data.get("is_person") else PayeeKind.SUPPLIER

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.asks_number:
            self._clean_number(data)
        if "account" in self.errors or data.get("account") in self.offered or "method" in self.errors:
            return data
        self._clean_cvr(data)
        try:
            if data.get("method") == PayMethod.NEMKONTO:
                self._clean_nemkonto(data)
            else:
                data["pay_to"] = self._pay_to(data)
        except NotAnAccount as error:
            self.add_error(error.field, str(error))
        except NotAnIban as error:
            self.add_error("iban", str(error))
        except NotAFikLine as error:
            self.add_error("fik_line", str(error))
        except NotACpr as error:
            self.add_error("cpr", str(error))
        return data

    def _pay_to(self, data: dict[str, Any]) -> PayTo:
        """Raises the sentence of the first thing that is wrong with what was typed."""
        match data.get("method"):
            case PayMethod.IBAN:
                return PayTo.of_iban(parse_iban(data.get("iban", "")))
            case PayMethod.FIK:
                return PayTo.fik(parse_fik(data.get("fik_line", "")))
        return PayTo.bank(parse_bank_account(data.get("reg_number", ""), data.get("account_number", "")))

    def _clean_number(self, data: dict[str, Any]) -> None:
        """A fee is reported to tax, whatever account it is paid to."""
        typed = data.get("cpr", "")
        try:
            data["cpr"] = parse_cpr(typed) if typed or not self.known_cpr else ""
        except NotACpr as error:
            self.add_error("cpr", str(error))

    def _clean_nemkonto(self, data: dict[str, Any]) -> None:
        """One's own number, unless the vault has it; of a company its CVR, and that it was told."""
        if self.asks_number:
            return
        if "cpr" in self.fields:
            typed = data.get("cpr", "")
            data["cpr"] = parse_cpr(typed) if typed or not self.known_cpr else ""
        elif data.get("is_person"):
            self.add_error(
                "method", "En persons NemKonto skrives af PLO. Vælg en anden måde, eller ring til PLO."
            )
        else:
            if not data.get("cvr") and "cvr" not in self.errors:
                self.add_error("cvr", "Skriv CVR-nummeret: det er det, der betales til NemKonto ved.")
            if not data.get("told"):
                self.add_error("told", "Virksomheden skal have det at vide først.")

    def _clean_cvr(self, data: dict[str, Any]) -> None:
        """A check digit that does not hold is a warning: whoever sees it in print goes past it."""
        if "cvr" not in self.fields or not data.get("cvr") or data.get("is_person"):
            data["cvr"] = ""
            return
        try:
            data["cvr"] = parse_cvr(data["cvr"], as_printed=data["as_printed"])
        except NotACvr as error:
            self.cvr_is_doubtful = isinstance(error, DoubtfulCvr)
            self.add_error("cvr", str(error))
