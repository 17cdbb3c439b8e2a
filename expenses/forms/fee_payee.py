"""Step 3 of a fee to one from outside: the account, and by what tax knows the one who is paid."""

from typing import Any

from django import forms

from expenses.actions.keep_fee_abroad import Abroad, why_not_abroad
from expenses.enums import PayeeKind, TaxKind
from expenses.forms.details import DATE_FORMATS, DayInput
from expenses.forms.payee import PayeeForm
from expenses.models import PayeeAccount, Voucher
from expenses.selectors.tax_receiver import TaxReceiver
from klyngeokonomi.danish.countries import COUNTRIES
from klyngeokonomi.free_text import FreeText

KINDS = (
    (TaxKind.CPR, "Et CPR-nummer"),
    (TaxKind.CVR, "Et CVR-nummer: et firma får honoraret uden at sende en faktura"),
    (TaxKind.ABROAD, "Har ikke et dansk CPR-nummer"),
)
ADDRESS = {
    "born": "Skriv, hvornår modtageren er født.",
    "street": "Skriv modtagerens vej og husnummer.",
    "town": "Skriv modtagerens by.",
    "country": "Vælg det land, modtageren bor i.",
}
KNOWN = "skrevet før"
ALREADY_PERSON = "Kontoen er en persons. Vælg «En anden konto», og skriv firmaets."
ALREADY_COMPANY = "Kontoen er et firmas. Vælg «En anden konto», og skriv personens."


class FeePayeeForm(PayeeForm):
    """`known` is what tax knows of the payee from before: of that, nothing need be written again."""

    known_as = forms.ChoiceField(
        label="Hvad kender Skat modtageren ved?", choices=KINDS, required=False, widget=forms.RadioSelect
    )
    born = forms.DateField(
        label="Født",
        input_formats=DATE_FORMATS,
        required=False,
        widget=DayInput,
        error_messages={"invalid": "Skriv datoen som dag, måned og år, fx 12.05.1970."},
    )
    street = FreeText(label="Vej og husnummer", max_length=100, required=False)
    postcode = FreeText(label="Postnummer", max_length=12, required=False)
    town = FreeText(label="By", max_length=60, required=False)
    country = forms.ChoiceField(label="Land", choices=[("", "Vælg land"), *COUNTRIES.items()], required=False)

    def __init__(
        self, data: Any = None, *, voucher: Voucher, offered: list[PayeeAccount], known: TaxReceiver | None
    ) -> None:
        self.known = known.kind if known else None
        super().__init__(data, voucher=voucher, own=False, offered=offered, known_cpr=self._if_cpr())
        self.initial |= {"known_as": self.known or TaxKind.CPR, "cvr": known.cvr if known else ""}
        asked = ("known_as", "cvr", *(() if self.known is TaxKind.ABROAD else ADDRESS))
        self.REQUIRED = self.REQUIRED | dict.fromkeys(asked, "")
        self._show_required(True)
        self.fields["cpr"].label = "Modtagerens CPR-nummer"
        self.fields["cvr"].label = "Firmaets CVR-nummer"
        self.fields["as_printed"].label = "Ja, nummeret er rigtigt"

    @property
    def kind(self) -> PayeeKind:
        is_company = self.cleaned_data.get("known_as") == TaxKind.CVR
        return PayeeKind.SUPPLIER if is_company else PayeeKind.SPEAKER

    def _if_cpr(self) -> str:
        """Another's number is never shown; only that there is one."""
        return KNOWN if self.known is TaxKind.CPR else ""

    def _clean_number(self, data: dict[str, Any]) -> None:
        """By the one of the three that was chosen; what stands in the fields of the others does not count."""
        known_as = data["known_as"] = data.get("known_as") or TaxKind.CPR
        account = self.offered.get(data.get("account", ""))
        if account is not None and account.payee.kind != self.kind:
            of = ALREADY_COMPANY if account.payee.kind == PayeeKind.SUPPLIER else ALREADY_PERSON
            self.add_error("account", of)
        elif known_as == TaxKind.CPR:
            super()._clean_number(data)
        elif known_as == TaxKind.ABROAD:
            self._clean_address(data)
        elif account is None and not data.get("cvr") and "cvr" not in self.errors:
            self.add_error("cvr", "Skriv firmaets CVR-nummer: honoraret skal meldes til skat.")

    def _clean_cvr(self, data: dict[str, Any]) -> None:
        if self.kind == PayeeKind.SUPPLIER:
            super()._clean_cvr(data)

    def _clean_address(self, data: dict[str, Any]) -> None:
        """Whole, or none of it where it was written before."""
        said = {name: data.get(name) for name in (*ADDRESS, "postcode")}
        if self.known is TaxKind.ABROAD and not any(said.values()) and not self.errors:
            return
        for name, sentence in ADDRESS.items():
            if not said[name] and name not in self.errors:
                self.add_error(name, sentence)
        if not self.errors.keys() & said.keys():
            data["abroad"] = Abroad(**said)
            if sentence := why_not_abroad(data["abroad"]):
                self.add_error("born", sentence)
