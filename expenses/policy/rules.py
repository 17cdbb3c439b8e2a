"""The ordered list of rules, and the one function that judges."""

from collections.abc import Callable, Iterator

from expenses.enums import Outcome
from expenses.policy import (
    accommodation_ceiling,
    attendance_list,
    card_month,
    card_personal,
    discount_agreement,
    doctor_present,
    document_kind,
    duplicate_claim,
    duplicate_file,
    extra_drinks,
    fee_contract,
    fee_documentation,
    fee_rate,
    gift,
    hardware_purpose,
    insufficient_funds,
    limit_missing,
    meal_ceiling,
    meal_frequency,
    meeting_missing,
    member_compensation,
    mileage_contract,
    never_paid,
    professional_purpose,
    residential_abroad,
    residential_length,
    room_ceiling,
    speaker_fee,
    transport_agreement,
    trip_twice,
    vat_unknown,
)
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding
from expenses.policy.limits import Limits, LimitTable

Rule = Callable[[Claim, Limits], Iterator[Finding]]

RULES: tuple[tuple[str, Rule], ...] = tuple(
    (module.RULE, module.find)
    for module in (
        document_kind,
        fee_documentation,
        duplicate_file,
        duplicate_claim,
        meeting_missing,
        attendance_list,
        doctor_present,
        professional_purpose,
        residential_length,
        residential_abroad,
        never_paid,
        extra_drinks,
        hardware_purpose,
        transport_agreement,
        mileage_contract,
        trip_twice,
        member_compensation,
        card_personal,
        meal_ceiling,
        room_ceiling,
        accommodation_ceiling,
        fee_rate,
        fee_contract,
        speaker_fee,
        gift,
        vat_unknown,
        limit_missing,
        card_month,
        insufficient_funds,
        discount_agreement,
        meal_frequency,
    )
)
"""In the order a person checks a claim: the papers, the meeting, what was bought, who is paid, the money."""

GRAVITY = tuple(Outcome)


def judge(claim: Claim, table: LimitTable) -> tuple[Finding, ...]:
    """What the guide in force on the event date has to say; the gravest first, else in rule order."""
    limits = table.on(claim.event_date)
    findings = [
        found.under(limits.heading(found.anchor)) for _, find in RULES for found in find(claim, limits)
    ]
    return tuple(sorted(findings, key=lambda found: GRAVITY.index(found.outcome)))
