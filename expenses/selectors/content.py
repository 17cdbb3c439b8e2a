"""What a decision is taken on, as plain data with a fingerprint. Any difference voids the decision."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from expenses.enums import NEEDS_LIST
from expenses.models import Move, Payee, Voucher
from expenses.selectors.fees import fees_of
from expenses.selectors.mileage import mileages_of
from expenses.selectors.parts import Parts, parts_of
from klyngeokonomi.statement import Statement
from meetings.enums import Answer, Presence
from meetings.models import AttendanceList, Meeting, Participant
from meetings.states import MeetingState


def content_of(voucher: Voucher, parts: Parts | None = None) -> dict[str, Any]:
    """The claim as a person would read it; amounts as decimal strings, papers by their SHA-256."""
    return contents_of([voucher], parts)[voucher.pk]


def contents_of(vouchers: Iterable[Voucher], parts: Parts | None = None) -> dict[int, dict[str, Any]]:
    """The contents by voucher id, in the same number of queries for one and for many.

    The voucher's own row is taken as given, and so are `parts`, which an act has read under its lock; everything
    beside them is read afresh, whatever was prefetched.
    """
    vouchers = list(vouchers)
    parts = parts or parts_of(vouchers)
    lines, papers = _lines(vouchers, parts), _papers(vouchers, parts)
    fees, mileages = fees_of(vouchers), mileages_of(vouchers)
    meetings = _meetings({voucher.meeting_id for voucher in vouchers if voucher.meeting_id})
    return {
        voucher.pk: {
            "kind": voucher.kind,
            "cluster": voucher.cluster_id,
            "claimant": voucher.claimant_id,
            "meeting": None,
            "programme": None,
            "participants": None,
            **_of_meeting(meetings.get(voucher.meeting_id, {}), lines[voucher.pk]),
            "no_meeting_reason": voucher.no_meeting_reason,
            "date": voucher.voucher_date.isoformat() if voucher.voucher_date else None,
            "supplier": voucher.supplier,
            "invoice_number": voucher.invoice_number,
            "text": voucher.text,
            "reason": voucher.reason,
            "gross": str(voucher.gross),
            "lines": lines[voucher.pk],
            "papers": papers[voucher.pk],
            "payee": _payee(voucher.payee),
            "pay_to": voucher.payee_account.decided if voucher.payee_account else None,
            **_stated(voucher),
            **({"fee": fees[voucher.pk].content} if voucher.pk in fees else {}),
            **({"mileage": mileages[voucher.pk].content} if voucher.pk in mileages else {}),
        }
        for voucher in vouchers
    }


def _stated(voucher: Voucher) -> dict[str, Any]:
    """What the claimant stated. What was never asked is left out, so that a decision from before it could be
    asked still stands."""
    total = voucher.card_month_total_before
    answers = {
        "prior_agreement": voucher.prior_agreement,
        "gift_recipient": voucher.gift_recipient or None,
        "gift_occasion": voucher.gift_occasion or None,
        "card_holder_is_claimant": voucher.card_holder_is_claimant,
        "card_month_total_before": None if total is None else str(total),
    }
    return {key: answer for key, answer in answers.items() if answer is not None}


def _lines(vouchers: list[Voucher], parts: Parts) -> dict[int, list[dict[str, Any]]]:
    return {
        voucher.pk: [
            {
                "category": line.category,
                "gross": str(line.gross),
                "vat": None if line.vat is None else str(line.vat),
                "text": line.text,
            }
            for line in parts.lines[voucher.pk]
        ]
        for voucher in vouchers
    }


def _papers(vouchers: list[Voucher], parts: Parts) -> dict[int, list[dict[str, Any]]]:
    return {
        voucher.pk: [
            {"name": paper.document.name, "kind": paper.kind, "sha256": paper.document.sha256}
            for paper in parts.papers[voucher.pk]
        ]
        for voucher in vouchers
    }


def _payee(payee: Payee | None) -> str | None:
    if payee is None:
        return None
    return f"{payee.name}, CVR {payee.cvr}" if payee.cvr else payee.name


def _meetings(ids: set[int]) -> dict[int, dict[str, Any]]:
    """What the rules and the decider's eyes take from a meeting: `meeting`, `programme`, `participants`."""
    if not ids:
        return {}
    newest = AttendanceList.objects.filter(meeting__in=ids).order_by("meeting_id", "-version")
    lists = {one.meeting_id: one for one in newest.distinct("meeting_id")}
    names = _open_lists(ids)
    return {
        meeting.pk: {
            "meeting": _plan(meeting, lists.get(meeting.pk)),
            "programme": meeting.programme or None,
            "participants": _frozen(lists[meeting.pk]) if meeting.pk in lists else names[meeting.pk],
        }
        for meeting in Meeting.objects.filter(pk__in=ids)
    }


def _of_meeting(facts: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Names count where heads do: an answer to the invitation voids no endorsed room."""
    counts_heads = any(line["category"] in NEEDS_LIST for line in lines)
    return facts if counts_heads or not facts else {**facts, "participants": None}


def _plan(meeting: Meeting, frozen: AttendanceList | None) -> dict[str, Any]:
    return {
        "id": meeting.pk,
        "state": meeting.state,
        "kind": meeting.kind,
        "topic": meeting.topic,
        "place": meeting.place,
        "country": meeting.country,
        "travel_self_paid": meeting.travel_self_paid,
        "start": meeting.starts_at.isoformat(),
        "end": meeting.ends_at.isoformat(),
        "list_version": frozen.version if frozen else None,
        "list_sha256": frozen.sha256 if frozen else None,
    }


def _open_lists(ids: set[int]) -> dict[int, list[dict[str, str]]]:
    """Who counts on a list that is not frozen: ticked off, or answered yes."""
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    planned = Participant.objects.filter(meeting__in=ids, meeting__state=MeetingState.PLANNED)
    for one in planned.order_by("meeting_id", "name", "pk"):
        known = one.presence if one.presence != Presence.UNKNOWN else one.answer
        if known not in (Answer.NONE, Answer.NO):
            found[one.meeting_id].append({"name": one.name, "kind": one.kind, "status": known})
    return found


def _frozen(one: AttendanceList) -> list[dict[str, str]]:
    return [{"name": row["name"], "kind": row["kind"], "status": row["presence"]} for row in one.names]


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seen_mark(voucher: Voucher, said: str = "") -> str:
    """What a form about a voucher carries, and the act compares: what it said, and how far it had come.

    Every act moves the voucher on, so a form serves once: sent again hours later, it meets another mark.
    `said` is the content's fingerprint, when the act has it.
    """
    said = said or fingerprint(content_of(voucher))
    return hashlib.sha256(f"{said}:{last_move(voucher)}".encode()).hexdigest()


def last_move(voucher: Voucher) -> int:
    """The number of its latest move, 0 when it has none: how far the voucher has come."""
    return _LAST_MOVE.one(voucher=voucher.pk) or 0


_LAST_MOVE: Statement[int] = Statement(
    lambda voucher: Move.objects.filter(voucher=voucher).order_by("-pk").values_list("pk", flat=True)[:1]
)


FIELD_LABELS = {
    "meeting": "Møde og deltagerliste",
    "programme": "Fagligt program",
    "participants": "Deltagere",
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
    "fee": "Honorarets oplysninger",
    "mileage": "Ture",
    "prior_agreement": "Aftalt med koordinatoren",
    "gift_recipient": "Gaven er til",
    "gift_occasion": "Gavens anledning",
    "card_holder_is_claimant": "Kortet er indsenderens eget",
    "card_month_total_before": "Brugt på kortet før i måneden",
}


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Keys of FIELD_LABELS that differ, in the order a person checks them."""
    return [key for key in FIELD_LABELS if before.get(key) != after.get(key)]
