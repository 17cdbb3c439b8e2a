"""The finding that a ceiling is passed, said the same way for every ceiling."""

from collections.abc import Mapping

from expenses.enums import Outcome
from expenses.policy.ceiling import Ceiling, Verdict
from expenses.policy.finding import Finding, finding


def over_limit(
    rule: str, ceiling: Ceiling, outcomes: Mapping[Verdict, Outcome], advice: Mapping[Verdict, str]
) -> Finding | None:
    """None while the amount is within the limit, or could be with the VAT that is not given yet."""
    verdict = ceiling.certain
    if verdict is Verdict.WITHIN:
        return None
    even = "" if ceiling.is_vat_known else "Selv med 25 % moms: "
    sentence = f"{ceiling.says(ceiling.net_low)} {advice[verdict]}"
    return finding(
        rule,
        outcomes[verdict],
        ceiling.heading,
        f"{sentence} {ceiling.estimate}".rstrip(),
        arithmetic=even + ceiling.arithmetic(ceiling.net_low),
        facts=ceiling.facts(),
        field="gross",
    )
