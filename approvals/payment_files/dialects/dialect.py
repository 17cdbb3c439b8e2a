"""What differs from bank to bank in a Danish pain.001.001.03, as data."""

from dataclasses import dataclass

from approvals.payment_files.lines import PaymentMethod

SEEN_IN_NO_GUIDE = frozenset({PaymentMethod.FIK, PaymentMethod.NEMKONTO_CPR, PaymentMethod.NEMKONTO_CVR})


@dataclass(frozen=True, slots=True)
class Dialect:
    """Empty text: the element is left out. `batch_booking` None: the agreement with the bank decides.

    `customer_scheme` and `agreement_scheme` are the codes of the two ids the bank knows its customer by.
    `local_instrument` stands on domestic payments; `slip_scheme` names a creditor number as an account.
    `nemkonto` is the local instrument that says the bank shall look the account up by `cpr_scheme` or `cvr_scheme`.
    `statement_text` is how much of a text the creditor's statement shows; a longer one goes whole as advice.
    `slips_with_text`: the card types whose creditor may be told something. `letters` are those besides the Latin set.
    `danish_iban_as_account`: the bank wants a Danish account told by reg. and account number.
    `unconfirmed`: methods that nobody has checked against the bank's own guide, to be told before the first payment.
    """

    key: str
    name: str
    customer_scheme: str = "BANK"
    agreement_scheme: str = ""
    batch_booking: bool | None = False
    service_level: str = "NURG"
    local_instrument: str = "ONCL"
    purpose: str = "SUPP"
    charges: str = "SHAR"
    account_scheme: str = "BBAN"
    slip_scheme: str = "OCR"
    slip_reference: str = "{type}/{id}"
    slips_with_text: frozenset[str] = frozenset({"75", "73"})
    nemkonto: str = "NKS"
    cpr_scheme: str = "NIDN"
    cvr_scheme: str = "COID"
    letters: str = "æøåÆØÅ"
    name_length: int = 70
    statement_text: int = 20
    advice_lines: int = 4
    advice_length: int = 35
    danish_iban_as_account: bool = False
    unconfirmed: frozenset[PaymentMethod] = frozenset()
