"""Approve several vouchers that nobody needs to look twice at; the rest are skipped, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from approvals.actions.approve_voucher import VOID, approve_voucher
from approvals.permissions import why_not_approve_each
from approvals.selectors.endorsement import standing_endorsements
from expenses.enums import Outcome
from expenses.models import Voucher
from expenses.selectors.content import contents_of, fingerprint
from expenses.selectors.findings import findings_for_all
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

OPEN = (Outcome.STOP, Outcome.REASON)
MOST = 100


@dataclass(frozen=True, slots=True)
class Planned:
    """`skipped` is the Danish reason it is left for a person to look at; empty when it will be approved."""

    voucher: Voucher
    skipped: str


def plan_approvals(vouchers: Iterable[Voucher], *, by: "User") -> list[Planned]:
    """What approve_many would do now; changes nothing. At most MOST vouchers are taken."""
    chosen = list(vouchers)[:MOST]
    sentences, contents = why_not_approve_each(by, chosen), contents_of(chosen)
    findings = findings_for_all(chosen)
    endorsements = standing_endorsements(chosen)
    plan = []
    for voucher in chosen:
        asked = [finding for finding in findings[voucher.pk] if finding.outcome in OPEN]
        endorsement = endorsements.get(voucher.pk)
        sentence = sentences[voucher.pk]
        if not sentence and asked:
            sentence = f"Har en bemærkning: {asked[0].sentence}"
        if not sentence and (
            endorsement is None or endorsement.content_sha256 != fingerprint(contents[voucher.pk])
        ):
            sentence = VOID
        plan.append(Planned(voucher, sentence or ""))
    return plan


def approve_many(vouchers: Sequence[Voucher], *, by: "User") -> list[Planned]:
    """Approve each by itself, so that one refusal stops no other; what was refused comes back with its sentence."""
    done = []
    for one in plan_approvals(vouchers, by=by):
        skipped = one.skipped
        if not skipped:
            try:
                approve_voucher(one.voucher, by=by)
            except Refused as refused:
                skipped = str(refused)
        done.append(Planned(one.voucher, skipped))
    return done
