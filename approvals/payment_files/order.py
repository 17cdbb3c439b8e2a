"""What must hold of a batch before a file is made of it. Every refusal names the payment and says what to do."""

import re
from collections import Counter
from decimal import Decimal

from approvals.payment_files.letters import bank_text, says_something
from approvals.payment_files.lines import (
    MOST_ID,
    MOST_MESSAGE_ID,
    BatchFacts,
    Debtor,
    PaymentLine,
    PaymentMethod,
    Unreadable,
)
from klyngeokonomi.danish.bank_account import NotAnAccount, parse_bank_account
from klyngeokonomi.danish.fik import NotAFikLine, parse_fik
from klyngeokonomi.danish.iban import NotAnIban, parse_iban
from klyngeokonomi.money import LARGEST, ORE

_ID = re.compile(r"[A-Za-z0-9+?:().,'-]+(?:[ /][A-Za-z0-9+?:().,'-]+)*", re.ASCII)
"""No stroke or space at either end, and never two together: banks refuse a whole file for that."""
_BIC = re.compile(r"[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?", re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)


def refuse_unpayable(batch: BatchFacts, *, needs_agreement: bool = False) -> None:
    """Raises Unreadable for the first thing that is wrong."""
    if not batch.lines:
        raise Unreadable("Kørslen er tom. Vælg mindst én betaling.")
    if batch.created_at.utcoffset() is None:
        raise Unreadable("Kørslens tidspunkt mangler tidszone.")
    if not is_id(batch.message_id, MOST_MESSAGE_ID):
        raise Unreadable(f"Kørslens nummer «{batch.message_id}» kan ikke sendes til banken.")
    _refuse_debtor(batch.debtor, needs_agreement)
    counted = Counter(line.end_to_end_id for line in batch.lines)
    twice = next((one for one, times in counted.items() if times > 1), None)
    if twice is not None:
        raise Unreadable(f"Betalings-id {twice} står to gange i kørslen. Byg den igen.")
    for line in batch.lines:
        wrong = why_not_payable(line)
        if wrong:
            raise Unreadable(f"Betaling {line.end_to_end_id} til {line.name}: {wrong}")


def is_id(text: str, most: int = MOST_ID) -> bool:
    return len(text) <= most and bool(_ID.fullmatch(text))


def why_not_payable(line: PaymentLine) -> str | None:
    """A Danish sentence, or None. Never says a CPR number."""
    if not is_id(line.end_to_end_id):
        return "Betalings-id'et har tegn, som banken ikke tager imod."
    if line.voucher_number and not is_id(line.voucher_number):
        return "Bilagsnummeret har tegn, som banken ikke tager imod."
    if not _is_amount(line.amount):
        return "Beløbet skal være mellem 0,01 og 9.999.999.999,99 kr. i hele ører."
    if not says_something(bank_text(line.name, "")):
        return "Modtageren mangler et navn, som banken kan læse."
    try:
        return _why_not_reached(line)
    except (NotAnAccount, NotAnIban, NotAFikLine) as error:
        return str(error)


def _is_amount(amount: Decimal) -> bool:
    return amount.is_finite() and ORE <= amount <= LARGEST and amount % ORE == 0


def _why_not_reached(line: PaymentLine) -> str | None:
    match line.method:
        case PaymentMethod.BANK:
            parse_bank_account(line.reg_number, line.account_number)
        case PaymentMethod.IBAN:
            parse_iban(line.iban)
            if line.bic and not _BIC.fullmatch(line.bic):
                return "BIC er 8 eller 11 tegn. Ret den hos modtageren."
        case PaymentMethod.FIK:
            parse_fik(f"+{line.fik_type}<{line.fik_id}+{line.fik_creditor}<")
        case PaymentMethod.NEMKONTO_CPR:
            return _why_no_number(line.cpr, 10, "CPR-nummeret")
        case PaymentMethod.NEMKONTO_CVR:
            return _why_no_number(line.cvr, 8, "CVR-nummeret")
    return None


def _why_no_number(number: str, length: int, name: str) -> str | None:
    if len(number) == length and _DIGITS.fullmatch(number):
        return None
    return f"{name} skal være {length} cifre for at betale til NemKonto."


def _refuse_debtor(debtor: Debtor, needs_agreement: bool) -> None:
    if not says_something(debtor.name):
        raise Unreadable("Kontoen, der betales fra, mangler et navn.")
    if not (debtor.customer_id or debtor.cvr):
        raise Unreadable(
            "Banken skal kende jer ved et CVR-nummer eller kundenummer. Skriv det på bankkontoen."
        )
    if needs_agreement and not debtor.agreement_id:
        raise Unreadable(
            "Banken kræver nummeret på jeres aftale om betalingsfiler. Skriv det på bankkontoen."
        )
    if debtor.bic and not _BIC.fullmatch(debtor.bic):
        raise Unreadable("BIC på kontoen, der betales fra, er ikke gyldig. Den er 8 eller 11 tegn.")
    try:
        if debtor.iban:
            parse_iban(debtor.iban)
        else:
            parse_bank_account(debtor.reg_number, debtor.account_number)
    except (NotAnIban, NotAnAccount) as error:
        raise Unreadable(f"Kontoen, der betales fra, er ikke gyldig: {error}") from error
