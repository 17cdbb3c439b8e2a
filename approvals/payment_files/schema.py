"""The official schema of pain.001.001.03, which the wheel sepaxml carries.

The library takes 2 ms a payment, so payments of the same form are proved once by form, and each by its values. That
proves the same: the schema ties no element to another but by their order below one parent.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from approvals.payment_files.lines import Unreadable
from klyngeokonomi.danish.cpr_in_text import mask_cpr

NAME = "pain.001.001.03"
_SPACE = f"{{urn:iso:std:iso:20022:tech:xsd:{NAME}}}"
_PAYMENT = f"{_SPACE}CdtTrfTxInf"
_ABOVE = f"/{_SPACE}Document/{_SPACE}CstmrCdtTrfInitn/{_SPACE}PmtInf/{_PAYMENT}"

Value = tuple[tuple[str, ...], str]
"""The names from the payment down to an element without children, and its text."""


def validate(content: bytes) -> None:
    """Raises Unreadable with the first fault."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Unreadable("Betalingsfilen er ikke gyldig XML og må ikke sendes.") from error
    values = _fold(root)
    fault = next(_schema().iter_errors(root), None)
    if fault is not None:
        raise _refusal(fault.reason, str(fault.path))
    for names, text in values:
        kind = _type(names)
        if not kind.text_is_valid(text):
            raise _refusal(next(kind.iter_errors(text)).reason, "/".join(names))


def _refusal(reason: str, place: str) -> Unreadable:
    fault = mask_cpr(f"{reason} ({place})").replace(_SPACE, "")
    return Unreadable(f"Betalingsfilen følger ikke bankernes skema og må ikke sendes. Fejlen: {fault}")


def _fold(root: Element) -> list[Value]:
    """Takes each payment out that has the form of one before it. Returns their values, each once."""
    values: dict[Value, None] = {}
    for block in root.iterfind(f"{_SPACE}CstmrCdtTrfInitn/{_SPACE}PmtInf"):
        forms = set()
        kept = []
        for child in block:
            form = _form(child) if child.tag == _PAYMENT else None
            if form is None or form not in forms:
                kept.append(child)
                forms.add(form)
            else:
                values.update(dict.fromkeys(_values(child, ())))
        block[:] = kept
    return list(values)


def _form(element: Element) -> tuple[Any, ...]:
    """All of an element but the texts at the ends of its branches."""
    beside = (element.text or "").strip() if len(element) else None
    return element.tag, tuple(element.items()), beside, *map(_form, element), (element.tail or "").strip()


def _values(element: Element, above: tuple[str, ...]) -> Iterator[Value]:
    for child in element:
        names = (*above, child.tag)
        if len(child):
            yield from _values(child, names)
        else:
            yield names, child.text or ""


@cache
def _type(names: tuple[str, ...]) -> Any:
    """Of an element's text, whatever attributes it has."""
    found = _schema().find("/".join((_ABOVE, *names))).type
    return found if found.is_simple() else found.content


@cache
def _schema() -> Any:
    """Built at the first file: the library takes 25 MB, which no process that makes no file should carry."""
    spec = find_spec("sepaxml")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return import_module("xmlschema").XMLSchema(folder / "schemas" / f"{NAME}.xsd")
