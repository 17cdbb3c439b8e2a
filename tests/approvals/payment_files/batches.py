"""Batches of fictitious payments, one of each method, and a reader of pain.001 that knows no dialect."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from approvals.payment_files.lines import BatchFacts, Debtor, PaymentLine, PaymentMethod
from klyngeokonomi.safe_xml import read_xml

GOLDEN = Path(__file__).parent / "golden"
DEBTOR = Debtor(
    name="Prøvebyernes klyngesekretariat",
    cvr="12345674",
    reg_number="0001",
    account_number="1234",
    customer_id="PROEVEKUNDE1",
    agreement_id="PROEVEAFTALE",
)
TO = [
    {"method": PaymentMethod.BANK, "reg_number": "0002", "account_number": "56789"},
    {
        "method": PaymentMethod.FIK,
        "fik_type": "71",
        "fik_id": "000000000000018",
        "fik_creditor": "81234567",
    },
    {"method": PaymentMethod.FIK, "fik_type": "73", "fik_creditor": "81234567"},
    {
        "method": PaymentMethod.FIK,
        "fik_type": "75",
        "fik_id": "0000000000000026",
        "fik_creditor": "81234567",
    },
    {"method": PaymentMethod.IBAN, "iban": "DK5000400440116243"},
    {"method": PaymentMethod.IBAN, "iban": "DE89370400440532013000", "bic": "COBADEFFXXX"},
    {"method": PaymentMethod.NEMKONTO_CPR, "cpr": "0101010000"},
    {"method": PaymentMethod.NEMKONTO_CVR, "cvr": "12345674"},
]


def payment(number: int = 1, **facts: Any) -> PaymentLine:
    """To the account of a person who does not exist, unless the facts say otherwise."""
    default: dict[str, Any] = {
        "end_to_end_id": f"2026-{number:05d}-1",
        "amount": Decimal(number * 100 + number) / 100,
        "name": f"Prøve Personsen {number}",
        "text": f"Bilag 2026-{number:05d}, Østby klynge",
        "voucher_number": f"2026-{number:05d}",
    }
    return PaymentLine(**default | TO[0] | facts)


def batch(*lines: PaymentLine, **facts: Any) -> BatchFacts:
    """Of one line to each of TO, unless lines are given."""
    default: dict[str, Any] = {
        "message_id": "KLYNGE-K2026-0001",
        "created_at": datetime.datetime(2026, 11, 20, 14, 30, 5, 123456, tzinfo=datetime.UTC),
        "execution_date": datetime.date(2026, 11, 24),
        "debtor": DEBTOR,
        "lines": lines or mixed(len(TO)),
    }
    return BatchFacts(**default | facts)


def mixed(count: int) -> tuple[PaymentLine, ...]:
    """Every method in turn."""
    return tuple(payment(number, **TO[(number - 1) % len(TO)]) for number in range(1, count + 1))


def read_back(content: bytes) -> Element:
    """CstmrCdtTrfInitn of a payment file."""
    return read_xml(content).root[0]


def amounts_in(part: Element) -> list[Decimal]:
    return [Decimal(one.text or "") for one in part.iter("InstdAmt")]
