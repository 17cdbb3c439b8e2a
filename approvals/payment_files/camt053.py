"""Statements of account (camt.053): read whole, and refused whole when their lines do not lead to their balance."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from approvals.payment_files.bank_xml import amount, day, message, said, signed
from approvals.payment_files.camt_entry import read_entry
from approvals.payment_files.lines import EntryStatus, StatementEntry, StatementFacts, Unreadable
from approvals.payment_files.references import told_apart

VERSIONS = ("02", "03", "04", "05", "06", "07", "08")


def read(content: bytes) -> tuple[StatementFacts, ...]:
    """Every statement in the file, in its order. Raises Unreadable: nothing is taken from a file with one fault."""
    found = statements_in(content)
    for statement in found:
        refuse_unbalanced(statement)
    return found


def statements_in(content: bytes) -> tuple[StatementFacts, ...]:
    """As the bank wrote them, their sums not yet proved."""
    report = message(content, "camt.053", VERSIONS)
    found = tuple(_statement(one) for one in report.iterfind("Stmt"))
    if not found:
        raise Unreadable("Filen har intet kontoudtog. Hent den igen i netbanken.")
    return found


def refuse_unbalanced(statement: StatementFacts) -> None:
    """Raises Unreadable unless opening + booked entries = closing."""
    reached = sum(_counted(statement.entries, statement.currency), statement.opening)
    if reached != statement.closing:
        raise Unreadable(
            f"Kontoudtog {statement.statement_id}: primo {statement.opening} plus bevægelserne giver {reached}, og "
            f"banken skriver {statement.closing} {statement.currency}. Intet er læst. Hent filen igen."
        )


def _counted(entries: Iterable[StatementEntry], currency: str) -> Iterable[Decimal]:
    return (one.amount for one in entries if one.status is EntryStatus.BOOKED and one.currency == currency)


def _statement(element: Element) -> StatementFacts:
    statement_id = said(element, "Id")
    account = said(element, "Acct/Id/IBAN", "Acct/Id/Othr/Id").replace(" ", "")
    if not statement_id or not account:
        raise Unreadable("Et kontoudtog i filen mangler nummer eller konto. Hent den igen i netbanken.")
    opening, opened_in, first = _balance(element, statement_id, "OPBD", "PRCD")
    closing, closed_in, last = _balance(element, statement_id, "CLBD")
    currency = said(element, "Acct/Ccy") or closed_in
    if {opened_in, closed_in} != {currency}:
        raise Unreadable(f"Kontoudtog {statement_id} har saldi i flere valutaer. Spørg banken.")
    from_date = day(element, "FrToDt/FrDtTm", "FrToDt/FrDt") or first
    to_date = day(element, "FrToDt/ToDtTm", "FrToDt/ToDt") or last
    if from_date > to_date:
        raise Unreadable(f"Kontoudtog {statement_id} slutter, før det begynder. Hent filen igen.")
    return StatementFacts(
        statement_id=statement_id,
        account=account,
        currency=currency,
        from_date=from_date,
        to_date=to_date,
        opening=opening,
        closing=closing,
        entries=told_apart(
            read_entry(one, f"{account}:{statement_id}", place)
            for place, one in enumerate(element.iterfind("Ntry"), start=1)
        ),
    )


def _balance(element: Element, statement_id: str, *codes: str) -> tuple[Decimal, str, date]:
    """The first of these kinds that the statement has: signed amount, currency, day."""
    by_code = {said(one, "Tp/CdOrPrtry/Cd"): one for one in element.iterfind("Bal")}
    balance = next((by_code[code] for code in codes if code in by_code), None)
    found = amount(balance.find("Amt")) if balance is not None else None
    when = day(balance, "Dt/Dt", "Dt/DtTm")
    if balance is None or found is None or when is None:
        which = "ultimo" if "CLBD" in codes else "primo"
        raise Unreadable(
            f"Kontoudtog {statement_id} mangler saldo {which}. Hent det for hele dage i netbanken."
        )
    return signed(balance, found[0]), found[1], when
