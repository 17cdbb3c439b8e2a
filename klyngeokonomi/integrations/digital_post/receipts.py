"""What the distributor says: a receipt for each zip, and once a day what became of the letters (ADR 0037)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element

from klyngeokonomi.danish.cpr_in_text import mask_cpr
from klyngeokonomi.safe_xml import NotSafeXml, read_xml

_RECEIPT = re.compile(r"(?:[A-Za-z0-9._-]*_)?netsshare_(?P<shipment>[A-Za-z0-9-]{1,40})\.zip\.receipt")
_RECEIVED_BEFORE = "already been received"
LONGEST_WORDS = 300
NO_REASON = "Distributøren skrev ikke hvorfor."


class Unreadable(ValueError):
    """Never to be read; str() is a Danish sentence without CPR numbers."""


class Kind(StrEnum):
    RECEIPT = "receipt"
    REPORT = "report"
    UNKNOWN = "unknown"


class Fate(StrEnum):
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CONTRADICTED = "contradicted"  # one report says both


@dataclass(frozen=True)
class Receipt:
    """Of one zip. `received_before`: they have had its number, which says nothing against the first of it."""

    shipment_id: str
    is_accepted: bool
    received_before: bool = False
    words: str = ""


@dataclass(frozen=True)
class Told:
    """What a report says of one letter; `words` is why it was rejected."""

    shipment_id: str
    message_id: str
    fate: Fate
    words: str = ""


def kind_of(name: str, content: bytes) -> Kind:
    """By its name or its first lines; whether it is what it claims is found when it is read."""
    if _RECEIPT.fullmatch(name):
        return Kind.RECEIPT
    return Kind.REPORT if b"<distributionReport" in content[:1000] else Kind.UNKNOWN


def read_receipt(name: str, content: bytes) -> Receipt:
    """The zip's number is in the file's name alone. Raises Unreadable."""
    named = _RECEIPT.fullmatch(name)
    if named is None:
        raise Unreadable("Filens navn siger ikke, hvilken forsendelse den er kvittering for.")
    root = _root(content, "receipt", "Kvitteringen")
    status, words = (root.findtext("status") or "").strip(), _words(root.iterfind("messages/message"))
    if status not in ("200", "400"):
        raise Unreadable("Kvitteringen siger hverken, at forsendelsen er modtaget, eller at den er afvist.")
    if status == "200":
        return Receipt(named["shipment"], True)
    if _RECEIVED_BEFORE in words.lower():
        return Receipt(named["shipment"], False, True, words)
    return Receipt(named["shipment"], False, False, words or NO_REASON)


def read_report(content: bytes) -> tuple[Told, ...]:
    """Each letter once, in the order of the report. Raises Unreadable."""
    root = _root(content, "distributionReport", "Rapporten")
    told: dict[tuple[str, str], Told] = {}
    for message in root.iterfind("messages/message"):
        one = _told(message)
        before = told.get((one.shipment_id, one.message_id))
        if before is not None and before.fate != one.fate:
            words = "Rapporten siger både, at brevet er afleveret, og at det er afvist."
            one = Told(one.shipment_id, one.message_id, Fate.CONTRADICTED, words)
        told[(one.shipment_id, one.message_id)] = one
    if not told and root.find("messages") is None:
        raise Unreadable("Rapporten har ingen breve.")
    return tuple(told.values())


def _told(message: Element) -> Told:
    number, shipment = message.get("id", "").strip(), (message.findtext("shipmentId") or "").strip()
    status = (message.findtext("status") or "").strip().upper()
    if not number or not shipment:
        raise Unreadable("Rapporten har et brev uden nummer.")
    if status not in ("CONFIRMED", "REJECTED"):
        raise Unreadable("Rapporten har et brev, som hverken er afleveret eller afvist.")
    if status == "CONFIRMED":
        return Told(shipment, number, Fate.CONFIRMED)
    return Told(shipment, number, Fate.REJECTED, _words(message.iterfind("reason")) or NO_REASON)


def _root(content: bytes, tag: str, what: str) -> Element:
    try:
        root = read_xml(content).root
    except NotSafeXml as error:
        raise Unreadable(f"{what} kan ikke læses: {error}") from error
    if root.tag != tag:
        raise Unreadable(f"{what} er en anden slags fil, end den giver sig ud for.")
    return root


def _words(elements: Iterable[Element]) -> str:
    """The distributor's own, without CPR numbers."""
    texts = (" ".join((one.text or "").split()) for one in elements)
    return mask_cpr(" ".join(filter(None, texts)))[:LONGEST_WORDS]
