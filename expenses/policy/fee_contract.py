"""A fee is held against the contract of the register that the work is done under: its hourly rate and its hours of the
calendar year, or its fixed sum for the whole period.

What was asked for under it before counts with. What a contract pays is not seen by all who see a voucher, so the
sentences tell none of its figures; the sums and the facts do.
"""

from collections.abc import Iterator
from decimal import Decimal

from expenses.enums import Outcome
from expenses.policy.ceiling import Divisor, in_whole_ore, priced
from expenses.policy.facts import Claim, ContractTerms
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import PURPOSE
from expenses.policy.limits import Limits
from klyngeokonomi.money import LARGEST, ZERO, format_kr, kr

RULE = "fee_contract"
ADVICE = "Ret det, hvis det er forkert. Ellers skriv hvorfor, og lav eventuelt en ny kontrakt."


def find(claim: Claim, limits: Limits) -> Iterator[Finding]:
    terms = claim.payee.terms if claim.payee else None
    net = sum((line.net_at_full_vat for line in priced(claim.fee_lines)), ZERO)
    if terms is None or not claim.is_fee or net <= 0:
        return
    if terms.fixed_sum is not None:
        yield from _fixed(terms, terms.fixed_sum, net)
    elif terms.hourly_rate is not None:
        yield from _rate(claim.hours, terms, terms.hourly_rate, net)
        yield from _hours(claim, terms)


def _fixed(terms: ContractTerms, agreed: Decimal, net: Decimal) -> Iterator[Finding]:
    total = net + terms.sum_before
    if total > agreed:
        before = f"{format_kr(terms.sum_before)} + {format_kr(net)} = " if terms.sum_before else ""
        yield _found(
            f"Der er søgt om {format_kr(total)} i alt, og det er mere end kontraktens faste beløb.",
            f"{before}{format_kr(total)} > {format_kr(agreed)}",
            ("Kontraktens faste beløb", format_kr(agreed)),
        )


def _rate(hours: Decimal | None, terms: ContractTerms, rate: Decimal, net: Decimal) -> Iterator[Finding]:
    """Without hours, what is asked is held against what a whole year of the contract comes to."""
    if not hours and terms.hours is None:
        return
    counted = hours or terms.hours or ZERO
    allowed = counted * rate
    if net <= allowed:
        return
    whole = in_whole_ore(allowed)
    sum_of = f"{_told(counted)} × {format_kr(rate)} {'=' if whole == allowed else '≈'} {format_kr(whole)}"
    each = kr(min(net / counted, LARGEST))
    asked = f"{format_kr(each)} i timen uden moms, og det er" if each > rate else "lidt"
    yield _found(
        f"Honoraret er {asked} mere end kontraktens timeløn."
        if hours
        else "Honoraret er mere, end et helt års timer efter kontrakten kommer op på.",
        f"{format_kr(net)} > {sum_of}",
        ("Kontraktens timeløn", format_kr(rate)),
    )


def _hours(claim: Claim, terms: ContractTerms) -> Iterator[Finding]:
    if claim.hours is None or terms.hours is None or claim.event_date is None:
        return
    total = terms.hours_before + claim.hours
    if total > terms.hours:
        agreed = _told(terms.hours)
        before = f"{Divisor(terms.hours_before, '')} + {_told(claim.hours)} = " if terms.hours_before else ""
        yield _found(
            f"Der er søgt om {_told(total)} i {claim.event_date.year}, og det er flere end kontrakten giver om året.",
            f"{before}{_told(total)} > {agreed}",
            ("Kontraktens timer om året", agreed),
        )


def _told(hours: Decimal) -> str:
    return str(Divisor(hours, "time" if hours == 1 else "timer"))


def _found(sentence: str, arithmetic: str, fact: tuple[str, str]) -> Finding:
    return finding(
        RULE,
        Outcome.REASON,
        PURPOSE,
        f"{sentence} {ADVICE}",
        arithmetic=arithmetic,
        facts=(fact,),
        field="gross",
    )
