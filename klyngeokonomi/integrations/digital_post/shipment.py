"""A zip read as the distributor would read it: before it leaves, and by the fake distributor when it has come."""

import io
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from klyngeokonomi.integrations.digital_post.nets_share import EBOKS, MANIFEST, Limits, NotAShipment
from klyngeokonomi.safe_xml import NotSafeXml, read_xml

_BOX = f"{{{EBOKS}}}"
BROKEN = "Forsendelsen er ikke en hel zip-fil og må ikke sendes."
PDF = b"%PDF-"


@dataclass(frozen=True)
class Posted:
    """One letter of the zip."""

    message_id: str
    cpr: str = field(repr=False)
    description: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True)
class Shipment:
    shipment_id: str
    sender_cvr: str
    letters: tuple[Posted, ...]


def read(content: bytes, limits: Limits | None = None) -> Shipment:
    """The whole zip, proved. Raises NotAShipment."""
    limits = limits or Limits()
    if len(content) > limits.zip_bytes:
        raise NotAShipment("Forsendelsen er for stor. Del den i flere.")
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            files = _files(archive, limits)
    except (BadZipFile, RuntimeError, NotImplementedError) as error:
        raise NotAShipment(BROKEN) from error
    manifest = files.pop(MANIFEST, None)
    if manifest is None or not files:
        raise NotAShipment("Forsendelsen skal have én shipment.xml og mindst ét papir.")
    root = _validated(manifest)
    letters = tuple(_letter(message, files) for message in root.iterfind("messages/message"))
    if len(letters) != len(files):
        raise NotAShipment("Hvert papir i forsendelsen skal høre til netop ét brev.")
    info = root.find("shipmentInfo")
    return Shipment(
        info.findtext("shipmentId", ""), info.findtext("sender/corporateIdentityNumber", ""), letters
    )


def _files(archive: ZipFile, limits: Limits) -> dict[str, bytes]:
    """By name; the sizes are looked at before anything is unpacked."""
    entries = archive.infolist()
    if len(entries) > limits.files:
        raise NotAShipment(f"En forsendelse må højst have {limits.files} filer.")
    if any(entry.is_dir() or "/" in entry.filename or "\\" in entry.filename for entry in entries):
        raise NotAShipment("Forsendelsen må ikke have undermapper.")
    if len({entry.filename for entry in entries}) != len(entries):
        raise NotAShipment("To filer i forsendelsen har samme navn.")
    for entry in entries:
        if entry.filename != MANIFEST and entry.file_size > limits.pdf_bytes:
            raise NotAShipment(f"Papiret {entry.filename} er for stort til at blive sendt.")
    return {entry.filename: archive.read(entry) for entry in entries}


def _validated(manifest: bytes) -> Element:
    """Held against our schema. What is wrong is told by its place alone: its text may be a CPR number."""
    if manifest.startswith(b"\xef\xbb\xbf") or b'encoding="UTF-8"' not in manifest[:100].replace(b"'", b'"'):
        raise NotAShipment("shipment.xml skal være i UTF-8 og sige det selv.")
    try:
        root = read_xml(manifest).root
    except NotSafeXml as error:
        raise NotAShipment("shipment.xml kan ikke læses og må ikke sendes.") from error
    fault = next(_schema().iter_errors(manifest.decode("utf-8")), None)
    if fault is not None:
        raise NotAShipment(f"shipment.xml følger ikke skemaet og må ikke sendes. Fejlen er ved {fault.path}.")
    return root


def _letter(message: Element, files: dict[str, bytes]) -> Posted:
    number, name = message.get("id", ""), message.findtext("document/filepath", "")
    pdf = files.get(name, b"")
    if not pdf.startswith(PDF):
        raise NotAShipment(f"Papiret til brev {number} mangler eller er ikke en PDF.")
    cpr = message.findtext(f"{_BOX}receiver/{_BOX}personIdentityNumber", "")
    return Posted(number, cpr, message.findtext(f"{_BOX}config/{_BOX}description", ""), pdf)


@cache
def _schema() -> Any:
    """Built at the first zip: no process that makes none should carry the library."""
    return import_module("xmlschema").XMLSchema(Path(__file__).parent / "schema" / "shipment.xsd")
