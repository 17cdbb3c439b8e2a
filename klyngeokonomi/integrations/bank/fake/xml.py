"""XML put together from tags and texts, as the bank's own programs would."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

Part = tuple[str, "str | Sequence[Part]"] | tuple[str, "str | Sequence[Part]", dict[str, str]]


def document(kind: str, parts: Sequence[Part]) -> bytes:
    """A file of this ISO 20022 kind."""
    root = Element("Document", xmlns=f"urn:iso:std:iso:20022:tech:xsd:{kind}")
    add(root, parts)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def add(parent: Element, parts: Sequence[Part]) -> None:
    """Each part is a tag, its text or its parts, and at times its attributes."""
    for tag, content, *attributes in parts:
        child = SubElement(parent, tag, attributes[0] if attributes else {})
        if isinstance(content, str):
            child.text = content
        else:
            add(child, content)
