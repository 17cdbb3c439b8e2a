"""Limits are excl. VAT. Where the VAT is not given, and the answer hangs on it, the member is asked.

The answer is not guessed: both sums are shown, without VAT and with the standard rate. VAT above the standard
rate cannot be right, so it counts as not given; the figure itself is left as the member wrote it.
"""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.ceiling import Ceiling, Verdict
from expenses.policy.ceilings import ceilings
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.limits import Limits

RULE = "vat_unknown"


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    impossible = any(line.is_vat_impossible for line in claim.lines)
    for ceiling in ceilings(claim, limits):
        if ceiling.hangs_on_vat:
            yield _ask(ceiling, impossible=impossible)


def _ask(ceiling: Ceiling, *, impossible: bool) -> Finding:
    what = ceiling.what.lower()
    certainly = ceiling.certain is not Verdict.WITHIN
    question = f"hvor langt {what} er over" if certainly else f"om {what} er inden for"
    why = "Momsen er højere end 25 % og kan ikke passe; den" if impossible else "Momsen mangler, og den"
    return finding(
        RULE,
        Outcome.REASON,
        ceiling.heading,
        f"{why} afgør, {question} {ceiling.measure}. Skriv den moms, der står på papiret, "
        "eller 0, hvis der ingen er. Kan du ikke se den, så skriv hvorfor.",
        arithmetic=f"Hvis momsen er 0: {ceiling.arithmetic(ceiling.net_high)} · "
        f"Hvis momsen er 25 %: {ceiling.arithmetic(ceiling.net_low)}",
        facts=ceiling.facts(),
        field="vat",
    )
