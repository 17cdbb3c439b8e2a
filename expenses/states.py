"""A voucher's states and the table of moves (ADR 0011). `draw_states` draws it; the database holds the same pairs."""

from dataclasses import dataclass

from django.db import models


class VoucherState(models.TextChoices):
    """Labels are for lists. A page says it as a sentence with a person in it."""

    DRAFT = "draft", "Kladde"
    SUBMITTED = "submitted", "Hos koordinatoren"
    ENDORSED = "endorsed", "Hos PLO"
    APPROVED = "approved", "Godkendt til udbetaling"
    SCHEDULED = "scheduled", "Til betaling"
    PAID = "paid", "Udbetalt"
    RETURNED = "returned", "Returneret"
    REJECTED = "rejected", "Afvist"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


OWNER = {
    VoucherState.DRAFT: "medlemmet",
    VoucherState.SUBMITTED: "koordinatoren",
    VoucherState.ENDORSED: "PLO's klyngesekretariat",
    VoucherState.APPROVED: "PLO's klyngesekretariat",
    VoucherState.SCHEDULED: "banken",
    VoucherState.PAID: "modtageren",
    VoucherState.RETURNED: "medlemmet",
}
"""Who has it now. A state without an owner is final."""

FINAL = (VoucherState.REJECTED, VoucherState.WITHDRAWN)
LIVE = tuple(state for state in VoucherState if state not in FINAL)
"""Vouchers that use their papers, once they are sent (duplicate check)."""
PAID_OUT = (VoucherState.APPROVED, VoucherState.SCHEDULED, VoucherState.PAID)
"""PLO has said yes: the claimant changes nothing any more."""
RESERVING = (VoucherState.ENDORSED, VoucherState.APPROVED, VoucherState.SCHEDULED)
"""What the reserved figure of an account consists of."""
EDITABLE = (VoucherState.DRAFT, VoucherState.RETURNED)


@dataclass(frozen=True)
class Step:
    """One move: who does it stands in the permissions; whether a written reason is demanded stands here."""

    verb: str
    label: str
    from_states: tuple[VoucherState, ...]
    to_state: VoucherState
    needs_reason: bool = False


STEPS = (
    Step(
        "submit", "Send til godkendelse", (VoucherState.DRAFT, VoucherState.RETURNED), VoucherState.SUBMITTED
    ),
    Step(
        "withdraw",
        "Træk tilbage",
        (VoucherState.DRAFT, VoucherState.SUBMITTED, VoucherState.RETURNED),
        VoucherState.WITHDRAWN,
    ),
    Step("reopen", "Ret bilaget", (VoucherState.SUBMITTED, VoucherState.ENDORSED), VoucherState.RETURNED),
    Step("endorse", "Godkend", (VoucherState.SUBMITTED,), VoucherState.ENDORSED),
    Step("approve", "Godkend til udbetaling", (VoucherState.ENDORSED,), VoucherState.APPROVED),
    Step(
        "return",
        "Returnér",
        (VoucherState.SUBMITTED, VoucherState.ENDORSED),
        VoucherState.RETURNED,
        needs_reason=True,
    ),
    Step(
        "send_back",
        "Returnér til koordinator",
        (VoucherState.ENDORSED,),
        VoucherState.SUBMITTED,
        needs_reason=True,
    ),
    Step(
        "reject",
        "Afvis",
        (VoucherState.SUBMITTED, VoucherState.ENDORSED),
        VoucherState.REJECTED,
        needs_reason=True,
    ),
    Step("schedule", "Læg i betalingskørsel", (VoucherState.APPROVED,), VoucherState.SCHEDULED),
    Step("unschedule", "Tag ud af betalingskørslen", (VoucherState.SCHEDULED,), VoucherState.APPROVED),
    Step("pay", "Betalt af banken", (VoucherState.SCHEDULED,), VoucherState.PAID),
    Step("settle", "Betalt med klyngens kort", (VoucherState.APPROVED,), VoucherState.PAID),
    Step(
        "bounce",
        "Sendt tilbage af banken",
        (VoucherState.SCHEDULED, VoucherState.PAID),
        VoucherState.APPROVED,
        needs_reason=True,
    ),
    Step("undo", "Fortryd godkendelsen", (VoucherState.APPROVED,), VoucherState.RETURNED, needs_reason=True),
)

STEP = {step.verb: step for step in STEPS}
PAIRS = sorted({(str(old), str(step.to_state)) for step in STEPS for old in step.from_states})
"""Every (old, new) the database lets through; the guard in migration 0002 carries the same list."""
