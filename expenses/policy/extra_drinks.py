"""Drinks beyond the meal or the package are each one's own.

Drinks on the bill of a lunch or a dinner belong to its price, as meal_ceiling counts them. On a bill of their own, or
beside a package or a night that already holds its drinks, they are beyond it.
"""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import CATERING, RESIDENTIAL
from klyngeokonomi.money import ZERO, format_kr

RULE = "extra_drinks"
STAYS = (CostCategory.ACCOMMODATION, CostCategory.CONFERENCE_PACKAGE)


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    drinks = claim.lines_of(CostCategory.DRINKS)
    if not drinks or claim.has(CostCategory.LUNCH, CostCategory.DINNER):
        return
    amount = format_kr(sum((line.gross or ZERO for line in drinks), ZERO))
    yield finding(
        RULE,
        Outcome.STOP,
        RESIDENTIAL if claim.has(*STAYS) else CATERING,
        "Drikkevarer ud over maden eller pakken betaler deltagerne selv på en regning for sig. Hører de til maden, "
        "så læg dem på samme bilag som maden; ellers tag dem af bilaget.",
        facts=(("Drikkevarer inkl. moms", amount),),
        field="category",
    )
