"""Draws the tables of states as diagrams and lists, into klyngeokonomi/docs/states.md. A test keeps the file fresh."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand

from approvals import enums as fee_run
from approvals import states as payment
from expenses import states as voucher
from meetings import states as meeting

TARGET = Path(__file__).resolve().parents[2] / "docs" / "states.md"
INTRODUCTION = """# States

Drawn by `python manage.py draw_states` from the tables in `expenses/states.py`, `approvals/states.py`,
`approvals/enums.py` and `meetings/states.py`; never edited by hand.
The states are a table, not an engine (adr/0011): one function writes a state, the database refuses every other pair.
"""
VOUCHER_VERBS = {
    "submit": ("why_not_submit_voucher", "medlemmet"),
    "withdraw": ("why_not_withdraw_voucher", "medlemmet"),
    "reopen": ("why_not_reopen_voucher", "medlemmet"),
    "endorse": ("why_not_endorse", "koordinatoren (aldrig eget bilag)"),
    "approve": (
        "why_not_approve",
        "PLO's klyngesekretariat (aldrig eget, aldrig den, der har godkendt for klyngen)",
    ),
    "return": ("why_not_return", "den, der har bilaget nu: koordinatoren eller PLO's klyngesekretariat"),
    "reject": ("why_not_reject", "den, der har bilaget nu: koordinatoren eller PLO's klyngesekretariat"),
    "send_back": ("why_not_send_back", "PLO's klyngesekretariat"),
    "undo": ("why_not_undo", "PLO's klyngesekretariat"),
    "schedule": ("why_not_schedule", "PLO's klyngesekretariat (aldrig eget bilag)"),
    "unschedule": ("why_not_cancel_batch", "PLO's klyngesekretariat, før kørslen er frigivet"),
    "pay": ("why_not_answer_for_bank", "banken, ved sit svar"),
    "settle": ("why_not_answer_for_bank", "banken, ved sit kontoudtog"),
    "bounce": ("why_not_answer_for_bank", "banken, ved sit svar"),
}
"""The permission that guards each verb, and in words who passes it."""
MEETING_VERBS = {
    "close": ("why_not_close", "den, der leder klyngen, når mødet er slut"),
    "cancel": ("why_not_cancel", "den, der leder klyngen, før nogen er krydset af"),
}


BATCH_VERBS = {
    "release": ("why_not_release_batch", "en anden i PLO's klyngesekretariat, med andet trin igen"),
    "cancel": ("why_not_cancel_batch", "PLO's klyngesekretariat, før kørslen er frigivet"),
    "send": ("why_not_send_batch", "uret, når filen er frigivet"),
    "close": ("why_not_answer_for_bank", "banken, når den sidste betaling har fået svar"),
}
PAYMENT_VERBS = {
    "accept": ("why_not_answer_for_bank", "banken"),
    "pay": ("why_not_answer_for_bank", "banken"),
    "bounce": ("why_not_answer_for_bank", "banken"),
    "cancel": ("why_not_cancel_batch", "PLO's klyngesekretariat, før kørslen er frigivet"),
}
FEE_RUN_VERBS = {
    "compose": ("compose_run", "uret, når kørslen er startet"),
    "finish": ("finish_run", "uret, når alle lønsedler er dannet som PDF"),
}
_CLOCK, _DISTRIBUTOR = ("visit_post", "uret"), ("receive_post_receipt", "distributøren, ved sit svar")
SHIPMENT_VERBS = {
    "claim": _CLOCK,
    "hold": (
        "why_not_answer_for_distributor",
        "uret, eller PLO's klyngesekretariat, når linjen ikke kan sige det",
    ),
    "deliver": (
        "why_not_answer_for_distributor",
        "uret, eller PLO's klyngesekretariat, når linjen ikke kan sige det",
    ),
    "doubt": _CLOCK,
    "accept": _DISTRIBUTOR,
    "refuse": _DISTRIBUTOR,
}
POST_VERBS = {
    "send": _CLOCK,
    "doubt": _CLOCK,
    "hold": _CLOCK,
    "confirm": _DISTRIBUTOR,
    "refuse": _DISTRIBUTOR,
    "withhold": ("why_not_object_to_post", "uret, eller PLO's klyngesekretariat for en modtager"),
    "release": ("why_not_object_to_post", "PLO's klyngesekretariat for en modtager"),
    "hand_over": ("why_not_hand_over", "PLO's klyngesekretariat"),
}


class Step(Protocol):
    verb: str
    label: str
    from_states: Any
    to_state: Any


PARTS = (
    ("Bilag (Voucher)", voucher.VoucherState, voucher.OWNER, voucher.STEPS, VOUCHER_VERBS),
    ("Betalingskørsel (Batch)", payment.BatchState, payment.BATCH_OWNER, payment.BATCH_STEPS, BATCH_VERBS),
    (
        "Betaling (Payment)",
        payment.PaymentState,
        payment.PAYMENT_OWNER,
        payment.PAYMENT_STEPS,
        PAYMENT_VERBS,
    ),
    (
        "Honorarkørsel (FeeRun)",
        fee_run.FeeRunState,
        fee_run.FEE_RUN_OWNER,
        fee_run.FEE_RUN_STEPS,
        FEE_RUN_VERBS,
    ),
    (
        "Forsendelse (Shipment)",
        payment.ShipmentState,
        payment.SHIPMENT_OWNER,
        payment.SHIPMENT_STEPS,
        SHIPMENT_VERBS,
    ),
    (
        "Lønseddel i digital post (PostMessage)",
        payment.PostState,
        payment.POST_OWNER,
        payment.POST_STEPS,
        POST_VERBS,
    ),
    ("Møde (Meeting)", meeting.MeetingState, meeting.OWNER, meeting.STEPS, MEETING_VERBS),
)


def document() -> str:
    """The whole of states.md."""
    return "\n".join([INTRODUCTION, *(line for part in PARTS for line in _part(*part))])


def _part(title: str, states: Any, owner: dict, steps: Iterable[Step], verbs: dict) -> Iterator[str]:
    yield from (f"## {title}", "", "```mermaid", "stateDiagram-v2")
    yield from (f'    state "{state.label}" as {state.value}' for state in states)
    yield f"    [*] --> {next(iter(states)).value}"
    for step in steps:
        yield from (f"    {old} --> {step.to_state}: {step.verb}" for old in step.from_states)
    yield from (f"    {state.value} --> [*]" for state in states if state not in owner)
    yield from ("```", "", "| state | on lists | who has it |", "|---|---|---|")
    yield from (f"| {state.value} | {state.label} | {owner.get(state, 'final')} |" for state in states)
    yield from ("", "| verb | button | from | to | who | reason |", "|---|---|---|---|---|---|")
    for step in steps:
        guard, who = verbs[step.verb]
        reason = "required" if getattr(step, "needs_reason", False) else ""
        origin = ", ".join(step.from_states)
        yield f"| {step.verb} | {step.label} | {origin} | {step.to_state} | {who} (`{guard}`) | {reason} |"
    yield ""


class Command(BaseCommand):
    help = "Tegner bilagets og mødets tilstande i klyngeokonomi/docs/states.md."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        TARGET.write_text(document(), encoding="utf-8")
        self.stdout.write("klyngeokonomi/docs/states.md er tegnet.")
