"""Claims as they are exchanged in JSON, read into facts. The shape stands in klyngeokonomi/docs/judge.md."""

from typing import Any

from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.policy.facts import (
    CardFacts,
    CateringHabit,
    Claim,
    ContractTerms,
    LineFacts,
    MeetingFacts,
    MeetingKind,
    PaperFacts,
    ParticipantFacts,
    ParticipantKind,
    ParticipantStatus,
    PayeeFacts,
    Relation,
)
from expenses.policy.json_fields import END_OF_DAY, JsonObject
from klyngeokonomi.money import ZERO

CARD_SLIP = {"card_slip": PaperKind.PAYMENT_PROOF}
"""A slip from the card terminal is a proof of payment: what was bought does not stand on it."""


def claim_from(data: Any) -> Claim:
    """Raises Unreadable with a Danish sentence for what is missing or cannot be right."""
    given = JsonObject(data)
    kind = given.word("kind", VoucherKind)
    day, meeting = given.day("date"), _meeting(given.object("meeting"))
    if day is None and meeting is None:
        raise given.wrong("date", "mangler: uden dato og møde vides ikke, hvad der gjaldt")
    return Claim(
        id=str(given.required("id")),
        kind=kind,
        lines=_lines(given),
        date=day,
        supplier=given.text("supplier"),
        text=given.text("text"),
        reason=given.text("reason"),
        papers=_papers(given),
        meeting=meeting,
        similar=given.text("similar"),
        lookalike=given.text("lookalike"),
        payee=_payee(given.object("payee")),
        recipient=None if given.value("recipient") is None else given.text("recipient"),
        occasion=None if given.value("occasion") is None else given.text("occasion"),
        hours=given.number("hours"),
        hours_listed=given.flag("hours_listed") or False,
        kilometres=given.number("kilometres"),
        same_trip=given.text("same_trip"),
        prior_agreement=given.flag("prior_agreement"),
        card=_card(given.object("card")),
        available=given.amount("available", signed=True),
        is_endorsing=given.flag("endorsing") or False,
        habit=_habit(given.object("habit")),
    )


def _lines(given: JsonObject) -> tuple[LineFacts, ...]:
    """`lines` where a paper has several categories, else the one of the claim itself."""
    if several := given.objects("lines"):
        return tuple(_line(one) for one in several)
    return (_line(given, text=""),)


def _line(given: JsonObject, text: str | None = None) -> LineFacts:
    """`text` of the claim itself is the claim's, not the line's."""
    category = given.word("category", CostCategory)
    gross, vat = given.amount("gross"), given.amount("vat")
    if gross is None:
        raise given.wrong("gross", "mangler")
    if vat is not None and vat > gross:
        raise given.wrong("vat", "kan ikke være større end beløbet")
    return LineFacts(category, gross, vat, given.text("text") if text is None else text)


def _papers(given: JsonObject) -> tuple[PaperFacts, ...]:
    used = given.flag("same_file") or False
    return tuple(PaperFacts(kind, used) for kind in given.words("documents", PaperKind, CARD_SLIP))


def _meeting(given: JsonObject | None) -> MeetingFacts | None:
    if given is None:
        return None
    start, end = given.moment("start"), given.moment("end", day_means=END_OF_DAY)
    if end < start:
        raise given.wrong("end", "ligger før mødets begyndelse")
    closed = given.flag("closed")
    return MeetingFacts(
        start=start,
        end=end,
        kind=given.word("kind", MeetingKind),
        country=given.text("country") or "DK",
        programme=given.flag("programme") or False,
        travel_self_paid=given.flag("travel_self_paid") or False,
        participants=tuple(_participant(one) for one in given.objects("participants")),
        closed=True if closed is None else closed,
    )


def _participant(given: JsonObject) -> ParticipantFacts:
    return ParticipantFacts(
        given.text("name"),
        given.word("kind", ParticipantKind),
        given.word("status", ParticipantStatus),
    )


def _payee(given: JsonObject | None) -> PayeeFacts | None:
    if given is None:
        return None
    return PayeeFacts(
        given.text("name"),
        given.word("relation", Relation),
        contract=given.flag("contract") or False,
        registered=given.flag("registered") or False,
        mileage=given.flag("mileage"),
        terms=_terms(given.object("terms")),
    )


def _terms(given: JsonObject | None) -> ContractTerms | None:
    if given is None:
        return None
    return ContractTerms(
        hourly_rate=given.amount("hourly_rate"),
        hours=given.number("hours"),
        fixed_sum=given.amount("fixed_sum"),
        hours_before=given.number("hours_before") or ZERO,
        sum_before=given.amount("sum_before") or ZERO,
    )


def _card(given: JsonObject | None) -> CardFacts | None:
    if given is None:
        return None
    holder = given.flag("holder_is_claimant")
    before = given.amount("month_total_before")
    return CardFacts(
        holder_is_claimant=True if holder is None else holder,
        month_total_before=ZERO if before is None else before,
    )


def _habit(given: JsonObject | None) -> CateringHabit | None:
    if given is None:
        return None
    own, median = given.number("own"), given.number("national_median")
    if own is None or median is None:
        raise given.wrong("own", "og medianen skal begge stå der")
    before = given.number("before")
    return CateringHabit(int(own), median, None if before is None else int(before))
