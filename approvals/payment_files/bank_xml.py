"""What every XML file from the bank is read with: the right kind and version, and values that hold."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from approvals.payment_files.lines import Unreadable
from klyngeokonomi.money import NotAnAmount, kr
from klyngeokonomi.safe_xml import NotSafeXml, read_xml

ISO = "urn:iso:std:iso:20022:tech:xsd:"
KNOWN = {
    "pain.001": "en betalingsfil, som sendes til banken",
    "pain.002": "bankens svar på betalinger",
    "pain.008": "en opkrævning",
    "camt.052": "en foreløbig saldo",
    "camt.053": "et kontoudtog",
    "camt.054": "en advisering om enkelte bevægelser",
}
_AMOUNT = re.compile(r"\d{1,13}(\.\d{1,5})?", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)([T+Z-].*)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def message(content: bytes, kind: str, versions: Collection[str]) -> Element:
    """The one element below Document, such as BkToCstmrStmt. `kind` is "camt.053"; a version is "02"."""
    try:
        found = read_xml(content)
    except NotSafeXml as error:
        raise Unreadable(str(error)) from error
    name = found.namespace.removeprefix(ISO)
    if found.root.tag != "Document" or not found.namespace.startswith(ISO):
        raise Unreadable(
            f"Filen er ikke fra en bank. Hent {KNOWN[kind]} i netbanken som {kind}, og send den."
        )
    if name[:8] != kind:
        what = KNOWN.get(name[:8], f"af typen {name[:20]}")
        raise Unreadable(f"Filen er {what}, og her læses {KNOWN[kind]} ({kind}).")
    if name.rpartition(".")[2] not in versions:
        raise Unreadable(f"Filen er {name[:20]}. Bed banken om {kind} i version {' eller '.join(versions)}.")
    if len(found.root) != 1:
        raise Unreadable(f"Filen er tom. Hent {KNOWN[kind]} igen.")
    return found.root[0]


def said(element: Element | None, *paths: str) -> str:
    """The first of the paths that has a text, its white space squeezed; else an empty text."""
    if element is not None:
        for path in paths:
            text = element.findtext(path)
            if text and text.strip():
                return " ".join(text.split())
    return ""


def amount(element: Element | None) -> tuple[Decimal, str] | None:
    """Never negative, and its currency. Raises Unreadable for what is no amount."""
    if element is None:
        return None
    text, currency = (element.text or "").strip(), element.get("Ccy", "")
    if not _AMOUNT.fullmatch(text) or not _CURRENCY.fullmatch(currency):
        raise Unreadable(f"Beløbet «{text[:30]} {currency[:10]}» kan ikke læses. Hent filen igen.")
    return (kroner(text) if currency == "DKK" else Decimal(text)), currency


def kroner(text: str) -> Decimal:
    """Never rounded: raises Unreadable for parts of an øre."""
    try:
        value = kr(text)
    except NotAnAmount as error:
        raise Unreadable(f"Beløbet {text[:30]} kr. kan ikke læses. Hent filen igen.") from error
    if value != Decimal(text):
        raise Unreadable(f"Beløbet {text[:30]} kr. har brøkdele af ører. Hent filen igen.")
    return value


def day(element: Element | None, *paths: str) -> date | None:
    """Of a date or a moment, as the bank's own calendar has it."""
    text = said(element, *paths)
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1] if match else text)
    except ValueError as error:
        raise Unreadable(f"Datoen «{text[:30]}» kan ikke læses. Hent filen igen.") from error


def signed(element: Element, value: Decimal) -> Decimal:
    """By CdtDbtInd, which says which way the money went, also for a reversal."""
    match said(element, "CdtDbtInd"):
        case "CRDT":
            return value
        case "DBIT":
            return -value
    raise Unreadable("En linje i kontoudtoget siger ikke, om pengene kom eller gik. Hent filen igen.")
