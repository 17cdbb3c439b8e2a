"""Everything a decider looks at on one page, in the order a person checks it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from approvals.models import Decision
from approvals.policy.checklist import Checklist
from approvals.selectors.checklist import checklist_of
from approvals.selectors.differences import Difference, differences
from approvals.selectors.endorsement import last_decision
from approvals.selectors.habits import Habits, habits
from approvals.selectors.trail import Event, trail
from clusters.models import Account
from expenses.enums import Outcome
from expenses.models import Attachment, Line, Voucher
from expenses.policy import insufficient_funds
from expenses.policy.ceilings import Working
from expenses.policy.finding import Finding
from expenses.selectors.account_flags import account_flags
from expenses.selectors.content import content_of, seen_mark
from expenses.selectors.fee_shown import FeeShown, fee_shown
from expenses.selectors.findings import judged
from expenses.selectors.mileage_words import Reckoned, trip_log
from expenses.selectors.overrules import Stop, stops_to_overrule
from expenses.selectors.papers import why_papers_not_ready
from expenses.selectors.stated_words import stated_words
from expenses.states import VoucherState
from meetings.enums import Presence
from meetings.models import AttendanceList, Participant

if TYPE_CHECKING:
    from clusters.models import User


@dataclass(frozen=True, slots=True)
class Case:
    """`seen` is the mark a decision must still match. `after_this` is DKK available once this is reserved.

    `stops` are those that the secretariat may set aside.
    """

    lines: list[Line]
    papers: list[Attachment]
    participants: list[Participant]
    frozen_list: AttendanceList | None
    findings: tuple[Finding, ...]
    workings: tuple[Working, ...]
    checklist: Checklist
    stated: list[tuple[str, str]]
    fee: FeeShown | None
    trips: Reckoned | None
    stops: list[Stop]
    account_flags: list[str]
    account: Account | None
    after_this: Decimal | None
    habits: Habits
    trail: list[Event]
    last_decision: Decision | None
    differences: list[Difference]
    papers_waiting: str | None
    seen: str

    @property
    def stopped(self) -> bool:
        return any(finding.outcome == Outcome.STOP for finding in self.findings)

    @property
    def asks_reason(self) -> bool:
        return any(finding.outcome == Outcome.REASON for finding in self.findings)

    @property
    def lacks_money(self) -> bool:
        """A finding says so with both figures; nothing else on the page need."""
        return any(finding.rule == insufficient_funds.RULE for finding in self.findings)

    @property
    def heads(self) -> int:
        return sum(one.presence in (Presence.ATTENDED, Presence.NO_SHOW) for one in self.participants)


def case_of(voucher: Voucher, user: "User") -> Case:
    """What is to be matched is read first: a change while the page is put together makes it outdated, never unseen."""
    seen, content = seen_mark(voucher), content_of(voucher)
    account = Account.objects.filter(cluster_id=voucher.cluster_id).first()
    known = account is not None and account.is_known
    decided = last_decision(voucher)
    meeting = voucher.meeting
    now = judged(voucher, endorsing=voucher.state == VoucherState.SUBMITTED)
    return Case(
        lines=list(voucher.lines.all()),
        papers=list(voucher.attachments.select_related("document").prefetch_related("document__page_set")),
        participants=list(meeting.participants.all()) if meeting else [],
        frozen_list=meeting.lists.first() if meeting else None,
        findings=now.findings,
        workings=now.workings,
        checklist=checklist_of(voucher, now),
        stated=stated_words(voucher, now.claim),
        fee=fee_shown(voucher, user),
        trips=trip_log(voucher),
        stops=stops_to_overrule(voucher, now.claim, now.findings),
        account_flags=account_flags(voucher),
        account=account,
        after_this=account.available - voucher.gross if known else None,
        habits=habits(voucher),
        trail=trail(voucher),
        last_decision=decided,
        differences=differences(decided, content),
        papers_waiting=why_papers_not_ready(voucher),
        seen=seen,
    )
