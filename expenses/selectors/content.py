"""What a decision is taken on, as plain data with a fingerprint. Any difference voids the decision."""

import hashlib
import json
from typing import Any

from expenses.models import Voucher


def content_of(voucher: Voucher) -> dict[str, Any]:
    """The claim as a person would read it; amounts as decimal strings, papers by their SHA-256."""
    account = voucher.payee_account
    return {
        "kind": voucher.kind,
        "cluster": voucher.cluster_id,
        "claimant": voucher.claimant_id,
        "meeting": _meeting(voucher),
        "no_meeting_reason": voucher.no_meeting_reason,
        "date": voucher.voucher_date.isoformat() if voucher.voucher_date else None,
        "supplier": voucher.supplier,
        "invoice_number": voucher.invoice_number,
        "text": voucher.text,
        "reason": voucher.reason,
        "gross": str(voucher.gross),
        "lines": [
            {
                "category": line.category,
                "gross": str(line.gross),
                "vat": None if line.vat is None else str(line.vat),
                "text": line.text,
            }
            for line in voucher.lines.all()
        ],
        "papers": [
            {"name": paper.document.name, "kind": paper.kind, "sha256": paper.document.sha256}
            for paper in voucher.attachments.all()
        ],
        "payee": voucher.payee.name if voucher.payee else None,
        "pay_to": str(account) if account else None,
    }


def _meeting(voucher: Voucher) -> dict[str, Any] | None:
    meeting = voucher.meeting
    if meeting is None:
        return None
    frozen = max(meeting.lists.all(), key=lambda one: one.version, default=None)
    return {
        "id": meeting.pk,
        "kind": meeting.kind,
        "topic": meeting.topic,
        "programme": bool(meeting.programme),
        "start": meeting.starts_at.isoformat(),
        "list_version": frozen.version if frozen else None,
        "list_sha256": frozen.sha256 if frozen else None,
    }


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


FIELD_LABELS = {
    "meeting": "Møde og deltagerliste",
    "no_meeting_reason": "Hvorfor intet møde",
    "date": "Dato",
    "supplier": "Leverandør",
    "invoice_number": "Fakturanummer",
    "text": "Tekst",
    "reason": "Begrundelse",
    "gross": "Beløb",
    "lines": "Linjer",
    "papers": "Papirer",
    "payee": "Modtager",
    "pay_to": "Udbetales til",
    "kind": "Slags",
}


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Keys of FIELD_LABELS that differ, in the order a person checks them."""
    return [key for key in FIELD_LABELS if before.get(key) != after.get(key)]
