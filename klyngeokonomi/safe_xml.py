"""XML from outside, read without surprises: no DTD, no entities, no inclusion, and an end to size and depth.

What can be told from the bytes is refused before a parser sees them; depth and number while it reads. Nothing is ever
fetched. The parser is defusedxml's; its own limits stop at DTD and entities, so the caps are added here.
"""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

MOST_BYTES = 30 * 1024 * 1024
MOST_PIECE = 64 * 1024
"""Bytes from one "<" to the next: a tag with its attributes and the text after it."""
MOST_DEPTH = 60
MOST_ELEMENTS = 500_000
MOST_ATTRIBUTES = 50

ENCODINGS = {"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
"""The only ones read, each superset of ASCII: what they hide from a search for DTD is nothing."""
_BOM = b"\xef\xbb\xbf"
_DECLARATION = re.compile(rb"""\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_TYPE = re.compile(r"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_INCLUSION = "http://www.w3.org/2001/XInclude"

NO_XML = "Filen er ikke gyldig XML. Hent den igen, og send den, som den er."
TOO_LARGE = "Filen er for stor til at blive læst. Del den i mindre filer."
TOO_DEEP = "Filen er bygget på en måde, som ingen almindelig fil er, og den bliver ikke læst."
DANGEROUS = "Filen indeholder XML-instruktioner (DTD eller lignende), som ikke må læses. Bed afsenderen om en fil uden."
ODD_LETTERS = "Filens tegnsæt kan ikke læses. Bed om filen i UTF-8."


class NotSafeXml(ValueError):
    """Refused; str() is a Danish sentence."""


@dataclass(frozen=True)
class SafeXml:
    """Names in `root` stand without `namespace`; elements of any other namespace keep theirs as {namespace}name."""

    namespace: str
    root: Element


class _Tree(TreeBuilder):
    """Builds the tree, and stops at what no honest file has."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0
        self.space = ""
        self.names: dict[str, str] = {}

    def start(self, tag: str, attrs: dict[str, Any]) -> Element:
        self.depth += 1
        self.count += 1
        if self.count == 1:
            self.space = tag[1:].partition("}")[0] if tag.startswith("{") else ""
        if self.depth > MOST_DEPTH or len(attrs) > MOST_ATTRIBUTES:
            raise NotSafeXml(TOO_DEEP)
        if self.count > MOST_ELEMENTS:
            raise NotSafeXml(TOO_LARGE)
        return super().start(self._name(tag), attrs)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(self._name(tag))

    def _name(self, tag: str) -> str:
        short = self.names.get(tag)
        if short is None:
            space, _, name = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
            if space == _INCLUSION:
                raise NotSafeXml(DANGEROUS)
            short = self.names[tag] = name if space == self.space else tag
        return short


def read_xml(content: bytes) -> SafeXml:
    """The whole document. Raises NotSafeXml."""
    text = _text(content)
    if _TYPE.search(text):
        raise NotSafeXml(DANGEROUS)
    tree = _Tree()
    parser = DefusedXMLParser(target=tree, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(text)
        root = parser.close()
    except DefusedXmlException as error:
        raise NotSafeXml(DANGEROUS) from error
    except (ParseError, UnicodeError) as error:
        raise NotSafeXml(NO_XML) from error
    return SafeXml(tree.space, root)


def _text(content: bytes) -> str:
    """Decoded by us, so that the parser has no say in the encoding."""
    if len(content) > MOST_BYTES or _longest_piece(content) > MOST_PIECE:
        raise NotSafeXml(TOO_LARGE)
    if b"\x00" in content:
        raise NotSafeXml(ODD_LETTERS)
    body = content.removeprefix(_BOM)
    declared = _DECLARATION.match(body[:500])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in ENCODINGS or (body is not content and encoding != "utf-8"):
        raise NotSafeXml(ODD_LETTERS)
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotSafeXml(ODD_LETTERS) from error


def _longest_piece(content: bytes) -> int:
    """Found without splitting, as a file may be tens of megabytes."""
    longest = begun = 0
    while (found := content.find(b"<", begun)) >= 0:
        longest = max(longest, found - begun)
        begun = found + 1
    return max(longest, len(content) - begun)
