"""The voucher's road as sentences: moves and decisions in one order, as an auditor reads them."""

import datetime
from dataclasses import dataclass

from approvals.models import Decision, Withholding
from expenses.enums import VoucherKind
from expenses.models import Move, Voucher
from expenses.selectors.timeline import DECIDED, in_time, income_decisions

SENTENCES = {
    "submit": "{name} sendte bilaget til godkendelse",
    "withdraw": "{name} trak bilaget tilbage",
    "reopen": "{name} tog bilaget tilbage for at rette det",
}
VERDICTS = {
    "endorse": "{name} godkendte for klyngen ({capacity})",
    "approve": "{name} godkendte til udbetaling ({capacity})",
    "return": "{name} returnerede bilaget ({capacity})",
    "send_back": "{name} sendte bilaget tilbage til koordinatoren ({capacity})",
    "reject": "{name} afviste bilaget ({capacity})",
    "undo": "{name} fortrød godkendelsen ({capacity})",
}
OF_CARD = VERDICTS | {"approve": "{name} godkendte ({capacity})"}
"""The card has paid, so approving pays nothing out."""


@dataclass(frozen=True, slots=True)
class Event:
    """The shape components/timeline.html shows; `findings` as they stood when decided."""

    at: datetime.datetime
    sentence: str
    note: str = ""
    findings: tuple[dict, ...] = ()
    fingerprint: str = ""


def trail(voucher: Voucher) -> list[Event]:
    """In the order it happened, as the rows were numbered: clocks are set back. Two queries, however long the road;
    three for pay, and four for A-income."""
    moves = Move.objects.filter(voucher=voucher).select_related("by__person").order_by("pk")
    decided = iter(Decision.objects.filter(voucher=voucher).select_related("by_person").order_by("pk"))
    events = [Event(voucher.created_at, f"{voucher.claimant.name} begyndte bilaget")]
    for move in moves:
        if move.verb in SENTENCES:
            events.append(Event(move.at, SENTENCES[move.verb].format(name=move.by.person.name)))
        elif decision := next(decided, None):
            events.append(_decided(decision))
    income = [
        Event(one.at, DECIDED.format(who=one.by.person.name, kind=one.get_income_kind_display()))
        for one in income_decisions(voucher)
    ]
    return in_time(events, [*income, *_taxed(voucher)] if income else [])


def _taxed(voucher: Voucher) -> list[Event]:
    """That AM-bidrag and A-skat were written, and not how much: more people read it than the receiver and PLO."""
    rows = Withholding.objects.filter(voucher=voucher).select_related("by__person").order_by("pk")
    return [Event(one.at, f"{one.by.person.name} skrev AM-bidrag og A-skat") for one in rows]


def _decided(one: Decision) -> Event:
    """A decision has one move, and both are numbered in the same order."""
    words = OF_CARD if one.content["kind"] == VoucherKind.CARD else VERDICTS
    return Event(
        one.at,
        words[one.verdict].format(name=one.by_person.name, capacity=one.get_capacity_display()),
        note=one.reason,
        findings=tuple(one.findings),
        fingerprint=one.content_sha256,
    )
