"""What endorsing answers: the few questions only a person can judge, and what is answered by itself.

Pure: the same claim and findings give the same list, on the page, in the act, and to whoever prepares the answers.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from expenses.enums import NEEDS_LIST, CostCategory
from expenses.policy.ceilings import Working
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, asking_reason
from klyngeokonomi.money import format_kr

WORK = (CostCategory.FEE, CostCategory.SPEAKER, CostCategory.CONSULTANT)
GOODS = (CostCategory.HARDWARE, CostCategory.GIFT, CostCategory.SUBSCRIPTION, CostCategory.OTHER)
DUPLICATES = ("duplicate_file", "duplicate_claim", "trip_twice")

NO_REASON = "Der mangler en begrundelse. Returnér bilaget, så den kan blive skrevet: {}"
NOT_ACCEPTED = "Læs begrundelsen, og sæt flueben ved «Jeg accepterer begrundelsen». Ellers returnér bilaget."
NOT_ANSWERED = "Svar på «{}» med et flueben. Er svaret nej, så returnér eller afvis bilaget."


@dataclass(frozen=True, slots=True)
class Question:
    """`key` is what a tick is sent as, and what the decision keeps."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was answered by itself, and by what."""

    says: str
    how: str = ""


PROFESSIONAL = Question("professional", "Er mødets væsentligste formål fagligt?")
RECEIVED = Question("received", "Er varen eller ydelsen modtaget?")
WORK_DONE = Question("work_done", "Er arbejdet udført?")
DRIVEN = Question("driven", "Er turene kørt for klyngen, og passer kilometerne?")


@dataclass(frozen=True, slots=True)
class Checklist:
    """`asking` are the findings that go on with the member's `reason`, which must be accepted."""

    questions: tuple[Question, ...]
    asking: tuple[Finding, ...]
    reason: str
    checked: tuple[Checked, ...]

    @property
    def accept(self) -> str:
        """The tick that accepts the reason: it names what it answers, so that it answers nothing else."""
        return f"reason:{','.join(sorted({found.rule for found in self.asking}))}" if self.asking else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every tick it takes."""
        return (*(question.key for question in self.questions), *([self.accept] if self.asking else []))

    @property
    def no_reason(self) -> str:
        """What to do when there is nothing to accept, else empty."""
        return NO_REASON.format(self.asking[0].sentence) if self.asking and not self.reason else ""

    def why_not(self, answers: Collection[str]) -> str | None:
        """What is not answered yet, as a Danish sentence, or None."""
        if self.no_reason:
            return self.no_reason
        if self.asking and self.accept not in answers:
            return NOT_ACCEPTED
        open_ones = (NOT_ANSWERED.format(one.text) for one in self.questions if one.key not in answers)
        return next(open_ones, None)

    def as_dict(self) -> dict[str, Any]:
        """JSON for the decision to keep, once everything is answered."""
        return {
            "answers": [{"key": question.key, "text": question.text} for question in self.questions],
            "accepted": [found.rule for found in self.asking],
            "reason": self.reason if self.asking else "",
            "checked": [{"says": one.says, "how": one.how} for one in self.checked],
        }


def checklist(
    claim: Claim, findings: tuple[Finding, ...], workings: tuple[Working, ...], reason: str
) -> Checklist:
    """`reason` is what the member wrote to answer the findings."""
    return Checklist(
        questions=tuple(_questions(claim)),
        asking=asking_reason(findings),
        reason=reason.strip(),
        checked=tuple(_checked(claim, {found.rule for found in findings}, workings)),
    )


def _questions(claim: Claim) -> Iterator[Question]:
    if claim.has(*NEEDS_LIST):
        yield PROFESSIONAL
    if claim.has(*GOODS) or (claim.has(CostCategory.ROOM) and not _was_held(claim)):
        yield RECEIVED
    if claim.has(*WORK) or claim.is_fee:
        yield WORK_DONE
    if claim.has(CostCategory.MILEAGE):
        yield DRIVEN


def _was_held(claim: Claim) -> bool:
    """A list is closed when the meeting is over."""
    return claim.meeting is not None and claim.meeting.closed


def _checked(claim: Claim, found: set[str], workings: tuple[Working, ...]) -> Iterator[Checked]:
    meeting = claim.meeting
    if "document_kind" not in found and claim.papers:
        yield Checked("Papirerne er af den rigtige slags")
    if found.isdisjoint(DUPLICATES):
        yield Checked("Ikke betalt før", "Hverken filerne eller købet findes på et andet bilag.")
    if meeting and meeting.closed:
        yield Checked("Mødet er holdt")
    if meeting and meeting.closed and claim.has(*NEEDS_LIST) and "attendance_list" not in found:
        yield Checked("Deltagerlisten er fuldstændig", f"{meeting.heads} kuverter, alle med navn.")
    if meeting and meeting.programme:
        yield Checked("Mødet har et program")
    for working in workings:
        yield Checked(
            f"{working.what} er inden for rammen", f"{working.arithmetic} {working.estimate}".strip()
        )
    if claim.available is not None and claim.available >= claim.gross:
        left = format_kr(claim.available - claim.gross)
        yield Checked("Der er penge nok", f"{left} til rådighed efter dette bilag.")
