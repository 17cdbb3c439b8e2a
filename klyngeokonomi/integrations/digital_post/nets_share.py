"""A zip as Nets Share takes it: one shipment.xml and the papers it names, the same bytes for the same letters.

The distributor's own guide decides; what is written here is read again by `shipment.py` before it may leave.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_STORED, ZipFile, ZipInfo

SPACE = "http://www.nets.eu/nets-share/1.6"
EBOKS = f"{SPACE}/eboks"
COUNTRY = "DK"
MANIFEST = "shipment.xml"
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The clock of every file in the zip: the earliest a zip can hold."""
_ID = re.compile(r"[A-Za-z0-9-]{1,40}")


@dataclass(frozen=True)
class Limits:
    """Files in a zip with its shipment.xml, bytes of the zip and of one PDF. A GB is counted as the smaller one."""

    files: int = 10_000
    zip_bytes: int = 2_000_000_000
    pdf_bytes: int = 10_000_000


@dataclass(frozen=True)
class Sender:
    """`eboks_id` and `material_id` are in the agreement with the distributor."""

    name: str
    cvr: str
    eboks_id: str
    material_id: str

    @property
    def is_whole(self) -> bool:
        return all((self.name, self.cvr, self.eboks_id, self.material_id))


@dataclass(frozen=True)
class Letter:
    """`cpr` is ten digits. `description` is what the receiver sees in the box: it never names the receiver."""

    message_id: str
    cpr: str = field(repr=False)
    description: str
    pdf: bytes = field(repr=False)
    real_time: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.message_id}.pdf"


class NotAShipment(ValueError):
    """It must not be sent; str() is a Danish sentence without what the file holds."""


def zip_name(shipment_id: str) -> str:
    return f"netsshare_{shipment_id}.zip"


def write(shipment_id: str, sender: Sender, letters: Sequence[Letter], limits: Limits | None = None) -> bytes:
    """The zip. Raises NotAShipment."""
    limits = limits or Limits()
    ordered = sorted(letters, key=lambda letter: letter.message_id)
    if not _ID.fullmatch(shipment_id) or not all(_ID.fullmatch(one.message_id) for one in ordered):
        raise NotAShipment("Forsendelsens og brevenes numre må kun have bogstaver, tal og bindestreg.")
    if not ordered:
        raise NotAShipment("En forsendelse skal have mindst ét brev.")
    if len(ordered) + 1 > limits.files:
        raise NotAShipment(f"En forsendelse må højst have {limits.files - 1} breve.")
    for letter in ordered:
        if len(letter.pdf) > limits.pdf_bytes:
            raise NotAShipment(f"Papiret til brev {letter.message_id} er for stort til at blive sendt.")
    content = _zip(
        [(MANIFEST, _manifest(shipment_id, sender, ordered)), *((one.file_name, one.pdf) for one in ordered)]
    )
    if len(content) > limits.zip_bytes:
        raise NotAShipment("Forsendelsen er for stor. Del den i flere.")
    return content


def _zip(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Stored, not packed: a PDF is packed already, and packing may change with the library."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        for name, content in files:
            entry = ZipInfo(name, FIRST_MOMENT)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return whole.getvalue()


def _manifest(shipment_id: str, sender: Sender, letters: Sequence[Letter]) -> bytes:
    root = Element("shipment", {"xmlns": SPACE, "xmlns:eboks": EBOKS})
    info = SubElement(root, "shipmentInfo")
    _text(info, "shipmentId", shipment_id)
    ours = SubElement(info, "sender")
    _text(ours, "corporateIdentityNumber", sender.cvr)
    _text(ours, "country", COUNTRY)
    messages = SubElement(root, "messages")
    for letter in letters:
        _message(messages, sender, letter)
    indent(root)
    return tostring(root, encoding="UTF-8", xml_declaration=True)


def _message(messages: Element, sender: Sender, letter: Letter) -> None:
    message = SubElement(messages, "message", {"id": letter.message_id})
    ours = SubElement(message, "sender")
    _text(ours, "senderName", sender.name)
    _text(ours, "corporateIdentityNumber", sender.cvr)
    _text(ours, "eboks:eboksId", sender.eboks_id)
    receiver = SubElement(message, "eboks:receiver")
    _text(receiver, "eboks:personIdentityNumber", letter.cpr)
    _text(receiver, "eboks:country", COUNTRY)
    config = SubElement(message, "eboks:config")
    _text(config, "eboks:description", letter.description)
    _text(config, "eboks:realTime", str(letter.real_time).lower())
    document = SubElement(message, "document")
    _text(document, "documentType", sender.material_id)
    _text(document, "filepath", letter.file_name)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text
