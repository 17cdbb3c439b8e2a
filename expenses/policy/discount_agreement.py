"""Who books a hotel is told what PLO has agreed with hotels."""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome, TermKey
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import DISCOUNTS
from expenses.policy.limits import Limits, Term

RULE = "discount_agreement"
STAYS = (CostCategory.ACCOMMODATION, CostCategory.CONFERENCE_PACKAGE)
HOTELS = ("hotel", "konference")
"""A room hired from one of these is a booking too."""


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    agreements = limits.words(TermKey.DISCOUNT)
    supplier = claim.supplier.casefold()
    theirs = tuple(term for term in agreements if term.word.casefold() in supplier)
    at_hotel = bool(theirs) or any(word in supplier for word in HOTELS)
    if not agreements or not (claim.has(*STAYS) or (claim.has(CostCategory.ROOM) and at_hotel)):
        return
    shown = theirs or agreements
    yield finding(
        RULE,
        Outcome.NOTE,
        DISCOUNTS,
        _one(shown[0]) if len(shown) == 1 else _several(shown),
        facts=tuple(("Rabataftale", term.word) for term in shown),
        field="supplier",
    )


def _one(term: Term) -> str:
    return f"PLO har en rabataftale med {term.word}. {term.advice or 'Husk at bruge den.'}"


def _several(terms: tuple[Term, ...]) -> str:
    each = " ".join(f"{term.word}{_after_colon(term.advice)}" for term in terms)
    return f"PLO har rabataftaler; brug en af dem næste gang, hvis det passer. {each}"


def _after_colon(advice: str) -> str:
    """«: book på telefon …», while a name or an abbreviation keeps its capital."""
    if not advice:
        return "."
    return f": {advice[0].lower() if advice[1:2].islower() else advice[0]}{advice[1:]}"
