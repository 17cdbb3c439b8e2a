"""Stops that the secretariat may set aside: where a word decides, the word may be innocent.

Judging stays as it was: what the secretariat has answered is laid over the findings afterwards, and fits only the
exact finding it was given for.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from expenses.enums import Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding
from expenses.policy.rules import GRAVITY

OVERRULABLE = ("never_paid",)
"""Rules whose stop rests on a word alone."""
SEEN = "PLO har set på det: {}"


def can_be_overruled(found: Finding) -> bool:
    return found.outcome is Outcome.STOP and found.rule in OVERRULABLE


def mark_of(found: Finding, claim: Claim) -> str:
    """What an answer is bound to: the rule, the words found, and everything they were looked for in."""
    payee = claim.payee.name if claim.payee else ""
    looked_in = [claim.supplier, claim.text, payee, *(line.text for line in claim.lines)]
    known = [found.rule, found.facts or found.sentence, looked_in]
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()


def set_aside(findings: Iterable[Finding], claim: Claim, reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """Stops whose mark is among `reasons` are notes with that reason; the gravest still first."""
    seen = [
        replace(found, outcome=Outcome.NOTE, sentence=SEEN.format(reasons[mark_of(found, claim)]))
        if can_be_overruled(found) and mark_of(found, claim) in reasons
        else found
        for found in findings
    ]
    return tuple(sorted(seen, key=lambda found: GRAVITY.index(found.outcome)))
