"""Facts written as the JSON that `claim_from` reads, so that a claim of the database can be judged anywhere."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from expenses.enums import PaperKind
from expenses.policy.facts import CateringHabit, Claim, ContractTerms, MeetingFacts, PayeeFacts


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """Amounts as decimal strings, moments as ISO. `claim_from` of it judges the same."""
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "lines": [
            {
                "category": line.category.value,
                "gross": _text(line.gross),
                "vat": _text(line.vat),
                "text": line.text,
            }
            for line in claim.lines
        ],
        "date": claim.date and claim.date.isoformat(),
        "supplier": claim.supplier,
        "text": claim.text,
        "reason": claim.reason,
        "documents": [_document(paper.kind) for paper in claim.papers],
        "same_file": any(paper.used_elsewhere for paper in claim.papers),
        "meeting": _meeting(claim.meeting) if claim.meeting else None,
        "similar": claim.similar or None,
        "lookalike": claim.lookalike or None,
        "payee": _payee(claim.payee) if claim.payee else None,
        "recipient": claim.recipient,
        "occasion": claim.occasion,
        "hours": _text(claim.hours),
        "hours_listed": claim.hours_listed,
        "kilometres": _text(claim.kilometres),
        "same_trip": claim.same_trip or None,
        "prior_agreement": claim.prior_agreement,
        "card": claim.card
        and {
            "holder_is_claimant": claim.card.holder_is_claimant,
            "month_total_before": _text(claim.card.month_total_before),
        },
        "available": _text(claim.available),
        "endorsing": claim.is_endorsing,
        "habit": _habit(claim.habit) if claim.habit else None,
    }


def _payee(payee: PayeeFacts) -> dict[str, Any]:
    return {
        "name": payee.name,
        "relation": payee.relation.value,
        "contract": payee.contract,
        "registered": payee.registered,
        "mileage": payee.mileage,
        "terms": _terms(payee.terms) if payee.terms else None,
    }


def _terms(terms: ContractTerms) -> dict[str, Any]:
    return {one.name: _text(getattr(terms, one.name)) for one in fields(terms)}


def _habit(habit: CateringHabit) -> dict[str, Any]:
    median = _text(habit.national_median)
    return {"own": habit.own, "national_median": median, "before": habit.before}


def _meeting(meeting: MeetingFacts) -> dict[str, Any]:
    return {
        "kind": meeting.kind.value,
        "start": meeting.start.isoformat(),
        "end": meeting.end.isoformat(),
        "country": meeting.country,
        "programme": meeting.programme,
        "travel_self_paid": meeting.travel_self_paid,
        "closed": meeting.closed,
        "participants": [
            {"name": one.name, "kind": one.kind.value, "status": one.status.value}
            for one in meeting.participants
        ],
    }


def _document(kind: PaperKind) -> str:
    return "card_slip" if kind is PaperKind.PAYMENT_PROOF else kind.value


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
