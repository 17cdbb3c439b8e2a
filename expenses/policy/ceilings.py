"""All comparisons with a limit that a claim gives rise to, whether or not a limit is passed."""

from dataclasses import dataclass

from expenses.policy import (
    accommodation_ceiling,
    fee_rate,
    gift,
    meal_ceiling,
    room_ceiling,
    speaker_fee,
)
from expenses.policy.ceiling import Ceiling
from expenses.policy.facts import Claim
from expenses.policy.headings import FRAMES
from expenses.policy.limits import Limits, LimitTable


@dataclass(frozen=True, slots=True)
class Working:
    """The sum of an amount within its limit: no finding, but shown, so that anyone can follow it."""

    what: str
    arithmetic: str
    estimate: str
    anchor: str = FRAMES.slug


def ceilings(claim: Claim, limits: Limits) -> tuple[Ceiling, ...]:
    return tuple(
        ceiling
        for rule in (meal_ceiling, room_ceiling, accommodation_ceiling, fee_rate, speaker_fee, gift)
        for ceiling in rule.ceilings(claim, limits)
    )


def workings(claim: Claim, table: LimitTable) -> tuple[Working, ...]:
    """The sums within their limits whatever the VAT; the others are findings and carry their own sum."""
    return tuple(
        Working(ceiling.what, ceiling.arithmetic(ceiling.net_high), ceiling.estimate, ceiling.heading.slug)
        for ceiling in ceilings(claim, table.on(claim.event_date))
        if ceiling.net_high <= ceiling.allowed
    )
