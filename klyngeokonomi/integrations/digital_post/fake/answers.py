"""The files the distributor lays out: written here apart from what reads them."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring


def receipt(status: int, words: str = "") -> bytes:
    root = Element("receipt")
    SubElement(root, "status").text = str(status)
    messages = SubElement(root, "messages")
    if words:
        SubElement(messages, "message").text = words
    return tostring(root, encoding="utf-8", xml_declaration=True)


def report(rows: Iterable[dict[str, str]]) -> bytes:
    """Rows of shipment, message and reason; an empty reason is a letter that came."""
    root = Element("distributionReport")
    messages = SubElement(root, "messages")
    for row in rows:
        message = SubElement(messages, "message", {"id": row["message"]})
        SubElement(message, "shipmentId").text = row["shipment"]
        SubElement(message, "status").text = "REJECTED" if row["reason"] else "CONFIRMED"
        if row["reason"]:
            SubElement(message, "reason").text = row["reason"]
    return tostring(root, encoding="utf-8", xml_declaration=True)
