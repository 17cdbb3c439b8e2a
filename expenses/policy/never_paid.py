"""What the funds never pay, looked for by its name in whatever the claim says of itself.

A text that only mentions the name ("uden Medibox") is stopped too: a machine does not read what was meant. So the
finding shows the words found, and who can set it aside.
"""

from collections.abc import Iterator

from expenses.enums import Outcome, TermKey
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import HEADINGS, PUBLIC_FUNDS, GuideHeading
from expenses.policy.limits import Limits
from expenses.policy.word_search import find_word, may_hold

RULE = "never_paid"
SHOWN = 120
"""Of a long text so much is shown around the words found."""
BY_SLUG = {heading.slug: heading for heading in HEADINGS}


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    texts = _texts(claim)
    together = " ".join(text for _, text, _ in texts)
    for term in limits.words(TermKey.NEVER_PAID):
        if not may_hold(together, term.word):
            continue
        for where, text, field in texts:
            if words := find_word(text, term.word):
                yield finding(
                    RULE,
                    Outcome.STOP,
                    _heading(term.anchor, limits),
                    f"Fundet i {where}: «{words}». {term.advice or f'{term.word} kan ikke betales.'} Nævnes det kun, "
                    "så bed PLO's klyngesekretariat om at se på det: de kan lade det gå igennem.",
                    facts=(("Fundet", f"«{words}»"), ("Hvor", where), ("Der står", _around(text, words))),
                    field=field,
                )
                break


def _texts(claim: Claim) -> list[tuple[str, str, str]]:
    """What is read through: where it stands in Danish, the text, the field of the form."""
    payee = claim.payee.name if claim.payee else ""
    texts = [
        ("leverandørens navn", claim.supplier, "supplier"),
        ("teksten", claim.text, "text"),
        *(("en linjes tekst", line.text, "text") for line in claim.lines),
        ("modtagerens navn", payee, ""),
    ]
    return [one for one in texts if one[1]]


def _heading(anchor: str, limits: Limits) -> GuideHeading:
    return limits.heading(anchor) or BY_SLUG.get(anchor, PUBLIC_FUNDS)


def _around(text: str, words: str) -> str:
    """The text on one line, cut to what stands around the words."""
    start = max(0, text.find(words) - SHOWN // 2)
    part = " ".join(text[start : start + SHOWN].split())
    return f"{'… ' if start else ''}{part}{' …' if start + SHOWN < len(text) else ''}"
