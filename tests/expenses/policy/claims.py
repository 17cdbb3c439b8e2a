"""Claims to judge, with everything in order unless a test says otherwise."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from expenses.enums import CostCategory, Outcome, PaperKind, VoucherKind
from expenses.policy.facts import (
    Claim,
    LineFacts,
    MeetingFacts,
    PaperFacts,
    ParticipantFacts,
    ParticipantKind,
    ParticipantStatus,
    PayeeFacts,
    Relation,
)
from expenses.policy.finding import Finding
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.limits import LimitTable
from expenses.policy.rules import judge

EVENING = dt.datetime(2026, 5, 12, 17, 30)


def people(
    attended: int = 0, no_show: int = 0, declined: int = 0, accepted: int = 0, invited: int = 0
) -> tuple[ParticipantFacts, ...]:
    counts = {"attended": attended, "no_show": no_show, "declined": declined}
    counts |= {"accepted": accepted, "invited": invited}
    return tuple(
        ParticipantFacts(f"Anne Prøve {status} {number}", ParticipantKind.DOCTOR, ParticipantStatus(status))
        for status, count in counts.items()
        for number in range(count)
    )


def meeting(participants: tuple[ParticipantFacts, ...] = people(attended=14), **facts: Any) -> MeetingFacts:
    given = {"start": EVENING, "end": EVENING + dt.timedelta(hours=4), "programme": True} | facts
    return MeetingFacts(participants=participants, **given)


def line(category: str, gross: str | None, vat: str | None = None) -> LineFacts:
    amount = None if gross is None else Decimal(gross)
    return LineFacts(CostCategory(category), amount, None if vat is None else Decimal(vat))


def payee(
    relation: str = "supplier", *, contract: bool = False, name: str = "Anne Prøve", **register: Any
) -> PayeeFacts:
    return PayeeFacts(name, Relation(relation), contract, **register)


def papers(*kinds: str) -> tuple[PaperFacts, ...]:
    return tuple(PaperFacts(PaperKind(kind)) for kind in kinds)


def claim(*lines: LineFacts, **facts: Any) -> Claim:
    given = {
        "id": "1",
        "kind": VoucherKind.OUTLAY,
        "date": EVENING.date(),
        "papers": (PaperFacts(PaperKind.RECEIPT),),
        "meeting": meeting(),
        "prior_agreement": True,
    }
    return Claim(lines=lines, **(given | facts))


def with_people(one: Claim, participants: tuple[ParticipantFacts, ...]) -> Claim:
    assert one.meeting
    return replace(one, meeting=replace(one.meeting, participants=participants))


def found(one: Claim, table: LimitTable = GUIDE_TABLE) -> list[tuple[str, Outcome]]:
    return [(finding.rule, finding.outcome) for finding in judge(one, table)]


def asked(one: Claim, table: LimitTable = GUIDE_TABLE) -> list[tuple[str, Outcome]]:
    """What asks something of the member; a note does not."""
    return [pair for pair in found(one, table) if pair[1] != Outcome.NOTE]


def only(one: Claim, rule: str, table: LimitTable = GUIDE_TABLE) -> Finding:
    """The one finding of the rule; fails when it has none or several."""
    (finding,) = [finding for finding in judge(one, table) if finding.rule == rule]
    return finding
