"""What has been asked and answered about stops that rest on a word."""

from collections.abc import Mapping
from dataclasses import dataclass

from expenses.models import Overrule, OverruleRequest, Voucher
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding
from expenses.policy.overruling import can_be_overruled, mark_of, set_aside


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop that may be set aside. `asked` and `answer` are None until somebody has."""

    mark: str
    finding: Finding
    asked: OverruleRequest | None
    answer: Overrule | None

    @property
    def is_new(self) -> bool:
        """Nobody has asked or answered."""
        return self.asked is None and self.answer is None


def with_answers(
    findings: Mapping[int, tuple[Finding, ...]], claims: Mapping[int, Claim]
) -> dict[int, tuple[Finding, ...]]:
    """The findings by voucher id, stops that were set aside as notes. One query, where there is such a stop at all."""
    stopped = [pk for pk, found in findings.items() if any(map(can_be_overruled, found))]
    if not stopped:
        return dict(findings)
    reasons: dict[int, dict[str, str]] = {pk: {} for pk in stopped}
    for pk, mark, reason in Overrule.objects.filter(voucher__in=stopped, allowed=True).values_list(
        "voucher_id", "mark", "reason"
    ):
        reasons[pk][mark] = reason
    return {pk: set_aside(found, claims[pk], reasons.get(pk, {})) for pk, found in findings.items()}


def stops_to_overrule(voucher: Voucher, claim: Claim, findings: tuple[Finding, ...]) -> list[Stop]:
    """The stops among `findings` that may be set aside, with what was said about each. No query without one."""
    marks = {mark_of(found, claim): found for found in findings if can_be_overruled(found)}
    if not marks:
        return []
    asked = {one.mark: one for one in OverruleRequest.objects.filter(voucher=voucher, mark__in=marks)}
    answers = {one.mark: one for one in Overrule.objects.filter(voucher=voucher, mark__in=marks)}
    return [Stop(mark, found, asked.get(mark), answers.get(mark)) for mark, found in marks.items()]
