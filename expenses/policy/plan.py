"""May we …? A purchase that is only thought of, judged by the same rules as one that is made."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from expenses.enums import CostCategory, Outcome, VoucherKind
from expenses.policy.ceiling import Ceiling
from expenses.policy.ceilings import Working, ceilings, workings
from expenses.policy.facts import (
    Claim,
    LineFacts,
    MeetingFacts,
    ParticipantFacts,
    PayeeFacts,
    Relation,
)
from expenses.policy.finding import Finding
from expenses.policy.limits import LimitTable
from expenses.policy.rules import judge
from klyngeokonomi.money import STANDARD_VAT, ZERO, kr, vat_included

PLANNED = (
    CostCategory.DINNER,
    CostCategory.LUNCH,
    CostCategory.CONFERENCE_PACKAGE,
    CostCategory.ACCOMMODATION,
    CostCategory.ROOM,
    CostCategory.SPEAKER,
)
"""What has a highest price and is bought for a meeting."""

AFTERWARDS = frozenset({"document_kind", "duplicate_file", "duplicate_claim"})
"""Rules about papers, which nobody has before the money is spent."""


class PlannedVat(StrEnum):
    STANDARD = "25"
    NONE = "0"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Plan:
    """`gross` is the whole price, DKK incl. VAT; `available` what the account has left, None when not known."""

    category: CostCategory
    gross: Decimal
    vat: PlannedVat
    heads: int
    available: Decimal | None = None


class Verdict(StrEnum):
    YES = "yes"
    WITH_REASON = "reason"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Answer:
    """`most_net` and `most_gross` (at the standard rate) are the highest whole price, DKK; None without a limit.

    `share` is the planned net price in hundredths of the highest, the VAT counted as none where it is not known.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    workings: tuple[Working, ...]
    most_net: Decimal | None = None
    most_gross: Decimal | None = None
    share: int = 0
    left: Decimal | None = None
    """What the account has afterwards, DKK; below zero when it does not cover, None when not known."""


def answer(plan: Plan, meeting: MeetingFacts, table: LimitTable) -> Answer:
    claim = claim_of(plan, meeting)
    findings = tuple(found for found in judge(claim, table) if found.rule not in AFTERWARDS)
    left = None if plan.available is None else plan.available - plan.gross
    first = next(iter(ceilings(claim, table.on(claim.event_date))), None)
    known = Answer(_verdict(findings, left), findings, workings(claim, table), left=left)
    return known if first is None else replace(known, **_most(first))


def claim_of(plan: Plan, meeting: MeetingFacts) -> Claim:
    vat = {PlannedVat.STANDARD: vat_included(plan.gross), PlannedVat.NONE: ZERO}.get(plan.vat)
    speaker = plan.category is CostCategory.SPEAKER
    return Claim(
        id="plan",
        kind=VoucherKind.INVOICE,
        lines=(LineFacts(plan.category, plan.gross, vat),),
        meeting=replace(meeting, participants=_people(meeting, plan.heads), closed=True),
        payee=PayeeFacts("Oplægsholder", Relation.SPEAKER) if speaker else None,
        available=plan.available,
    )


def _people(meeting: MeetingFacts, heads: int) -> tuple[ParticipantFacts, ...]:
    """Those on the list who count, filled up to the number that is planned for."""
    known = [person for person in meeting.participants if person.is_head][:heads]
    return (*known, *(ParticipantFacts(f"Ventet deltager {number}") for number in range(heads - len(known))))


def _verdict(findings: tuple[Finding, ...], left: Decimal | None) -> Verdict:
    outcomes = {found.outcome for found in findings}
    if Outcome.STOP in outcomes or (left is not None and left < 0):
        return Verdict.NO
    return Verdict.WITH_REASON if Outcome.REASON in outcomes else Verdict.YES


def _most(ceiling: Ceiling) -> dict[str, Decimal | int]:
    return {
        "most_net": ceiling.allowed,
        "most_gross": kr(ceiling.allowed * (1 + STANDARD_VAT)),
        "share": int(ceiling.net_high * 100 / ceiling.allowed),
    }
