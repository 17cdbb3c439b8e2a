"""A pain.001 as the bank reads it: valid by the official schema, or refused whole."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import sepaxml
import xmlschema
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

SPACES = ("pain.001.001.03", "pain.001.001.09")


class NotAnOrder(Exception):
    """The bank cannot read the file; str() says why, for the bank's own log."""


@dataclass(frozen=True)
class Line:
    """One payment. `account` is IBAN, BBAN, or the creditor number of a payment slip."""

    end_to_end_id: str
    instruction_id: str
    amount: Decimal
    currency: str
    name: str
    account: str


@dataclass(frozen=True)
class Block:
    """The lines that one account pays on one day. `as_one`: the account is debited once for all of them."""

    payment_id: str
    as_one: bool
    debtor_account: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Order:
    message_id: str
    kind: str
    count: int
    control_sum: Decimal
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> list[Line]:
        return [line for block in self.blocks for line in block.lines]


def read_order(content: bytes) -> Order:
    """The order in a file. Raises NotAnOrder also when its count or sum is not that of its lines."""
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotAnOrder(f"no XML: {error}") from error
    kind = root.tag.partition("}")[0].rpartition(":")[2]
    if kind not in SPACES:
        raise NotAnOrder(f"{root.tag} is no pain.001")
    try:
        schema(kind).validate(root)
    except xmlschema.XMLSchemaValidationError as error:
        raise NotAnOrder(f"against the schema: {error.reason} at {error.path}") from error
    head = root.find("{*}CstmrCdtTrfInitn/{*}GrpHdr")
    blocks = tuple(_block(one) for one in root.iterfind("{*}CstmrCdtTrfInitn/{*}PmtInf"))
    order = Order(
        _text(head, "MsgId"),
        kind,
        int(_text(head, "NbOfTxs")),
        Decimal(_text(head, "CtrlSum") or "0"),
        blocks,
    )
    if order.count != len(order.lines) or order.control_sum != sum(line.amount for line in order.lines):
        raise NotAnOrder("the count or the control sum is not that of the lines")
    return order


@cache
def schema(kind: str) -> xmlschema.XMLSchema:
    """The official schema, read once."""
    return xmlschema.XMLSchema(Path(sepaxml.__file__).parent / "schemas" / f"{kind}.xsd")


def _block(found: Element) -> Block:
    return Block(
        _text(found, "PmtInfId"),
        _text(found, "BtchBookg") == "true",
        _account(found.find("{*}DbtrAcct")),
        tuple(_line(one) for one in found.iterfind("{*}CdtTrfTxInf")),
    )


def _line(found: Element) -> Line:
    amount = found.find("{*}Amt/{*}InstdAmt")
    if amount is None:
        raise NotAnOrder("a line without an amount in a currency")
    return Line(
        _text(found, "PmtId/EndToEndId"),
        _text(found, "PmtId/InstrId"),
        Decimal(amount.text or "0"),
        amount.get("Ccy", ""),
        _text(found, "Cdtr/Nm"),
        _account(found.find("{*}CdtrAcct")) or _account(found.find("{*}CdtrAgtAcct")),
    )


def _account(found: Element | None) -> str:
    return _text(found, "Id/IBAN") or _text(found, "Id/Othr/Id")


def _text(found: Element | None, path: str) -> str:
    if found is None:
        return ""
    return (found.findtext("/".join(f"{{*}}{step}" for step in path.split("/"))) or "").strip()
