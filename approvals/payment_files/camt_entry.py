"""One entry of a camt.053, with the payments behind it."""

from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

from approvals.payment_files.bank_xml import amount, day, said, signed
from approvals.payment_files.lines import EntryStatus, StatementEntry, Unreadable
from approvals.payment_files.reasons import reason
from approvals.payment_files.references import of_facts, within

STATUSES = {
    "BOOK": EntryStatus.BOOKED,
    "PDNG": EntryStatus.PENDING,
    "FUTR": EntryStatus.PENDING,
    "INFO": EntryStatus.PENDING,
}
NO_ID = {"NOTPROVIDED", "NOT PROVIDED", "NONREF"}
_PARTIES = ("RltdPties/Cdtr/Nm", "RltdPties/Cdtr/Pty/Nm", "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm")
"""Whoever is not us: the creditor of what we pay, and of what is sent back; the debtor of what is paid to us."""
_OF_ENTRY = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")


def read_entry(element: Element, statement: str, place: int) -> StatementEntry:
    """`statement` and `place` make a reference where the bank's own is missing or is its number in the statement."""
    found = amount(element.find("Amt"))
    status = said(element, "Sts/Cd", "Sts")
    if found is None or status not in STATUSES:
        raise Unreadable(f"Linje {place} i kontoudtoget mangler beløb eller status. Hent filen igen.")
    details = element.findall("NtryDtls/TxDtls")
    entry = StatementEntry(
        bank_reference="",
        amount=signed(element, found[0]),
        currency=found[1],
        status=STATUSES[status],
        booked_on=day(element, "BookgDt/Dt", "BookgDt/DtTm"),
        value_date=day(element, "ValDt/Dt", "ValDt/DtTm"),
        payment_info_id=said(element, "NtryDtls/Btch/PmtInfId"),
        message_id=said(element, "NtryDtls/Btch/MsgId"),
        text=said(element, "AddtlNtryInf"),
        is_reversal=said(element, "RvslInd") in ("true", "1"),
    )
    if len(details) == 1:
        entry = _with_detail(entry, details[0])
    elif details:
        entry = _with_parts(entry, element, details)
    if entry.status is EntryStatus.BOOKED and entry.booked_on is None:
        raise Unreadable(f"Linje {place} i kontoudtoget mangler bogføringsdag. Hent filen igen.")
    return replace(entry, bank_reference=_reference(element, entry, details, statement, place))


def _reference(
    element: Element, entry: StatementEntry, details: list[Element], statement: str, place: int
) -> str:
    """The bank's own; an entry's number counts within its statement alone."""
    own = said(element, "AcctSvcrRef")
    if not own and len(details) == 1:
        own = said(details[0], "Refs/AcctSvcrRef")
    number = said(element, "NtryRef")
    if own or number:
        return within(own or f"{statement}:{number}")
    return of_facts(
        statement, place, entry.amount, entry.currency, entry.booked_on, entry.end_to_end_id, entry.text
    )


def _with_detail(entry: StatementEntry, detail: Element) -> StatementEntry:
    """What the one payment behind an entry tells of it."""
    refs = detail.find("Refs")
    end_to_end_id = said(refs, "EndToEndId")
    code = said(detail, "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")
    paid_to_us = entry.amount > 0 and not code
    unstructured = " ".join(" ".join((one.text or "").split()) for one in detail.iterfind("RmtInf/Ustrd"))
    words = said(detail, "RtrInf/AddtlInf")
    exchanged = amount(detail.find("AmtDtls/InstdAmt/Amt"))
    if exchanged is not None and exchanged[1] == entry.currency:
        exchanged = None
    return replace(
        entry,
        end_to_end_id="" if end_to_end_id.upper() in NO_ID else end_to_end_id,
        payment_info_id=said(refs, "PmtInfId") or entry.payment_info_id,
        message_id=said(refs, "MsgId") or entry.message_id,
        structured_reference=said(detail, "RmtInf/Strd/CdtrRefInf/Ref"),
        counterparty=said(detail, *(reversed(_PARTIES) if paid_to_us else _PARTIES)),
        text=unstructured or said(detail, "AddtlTxInf") or entry.text,
        return_code=code,
        return_reason=reason(code, words) if code or words else "",
        original_amount=exchanged[0] if exchanged else None,
        original_currency=exchanged[1] if exchanged else "",
    )


def _with_parts(entry: StatementEntry, element: Element, details: list[Element]) -> StatementEntry:
    """Only when each tells its amount in the entry's own currency, and they add up."""
    parts = []
    for detail in details:
        worth = _worth(detail, entry.currency)
        if worth is None:
            return replace(entry, is_unexplained=True)
        way = detail if detail.find("CdtDbtInd") is not None else element
        parts.append(_with_detail(replace(entry, amount=signed(way, worth), text=""), detail))
    if sum(part.amount for part in parts) != entry.amount:
        return replace(entry, is_unexplained=True)
    return replace(entry, parts=tuple(parts))


def _worth(detail: Element, currency: str) -> Decimal | None:
    told = (amount(detail.find(path)) for path in _OF_ENTRY)
    return next((found[0] for found in told if found is not None and found[1] == currency), None)
