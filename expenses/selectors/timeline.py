"""What happened to a voucher, oldest first, in the words of components/timeline.html."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from expenses.enums import VoucherKind
from expenses.models import IncomeDecision, Voucher
from expenses.states import VoucherState

if TYPE_CHECKING:
    from clusters.models import User

Timed = TypeVar("Timed", bound=Any)
"""An event with the moment it happened, `at`."""
SENTENCES = {
    "submit": "{who} sendte bilaget til godkendelse",
    "withdraw": "{who} trak bilaget tilbage",
    "reopen": "{who} tog bilaget tilbage for at rette det",
    "endorse": "{who} godkendte bilaget for klyngen",
    "approve": "{who} godkendte bilaget til udbetaling for PLO",
    "return": "{who} returnerede bilaget",
    "send_back": "{who} sendte bilaget tilbage til koordinatoren",
    "reject": "{who} afviste bilaget",
    "undo": "{who} fortrød godkendelsen",
    "schedule": "{who} lagde bilaget i en betalingskørsel",
    "unschedule": "{who} tog bilaget ud af betalingskørslen",
    "pay": "Banken har udbetalt pengene",
    "settle": "Kortkøbet er gjort op med banken",
    "bounce": "Banken sendte betalingen tilbage",
}
OF_CARD = SENTENCES | {"approve": "{who} godkendte bilaget for PLO"}
"""The card has paid, so approving pays nothing out."""


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime.datetime
    sentence: str
    note: str = ""


DECIDED = "{who} afgjorde, at det er {kind}"
HANDED_BACK = {VoucherState.RETURNED: ("return", "undo"), VoucherState.APPROVED: ("bounce",)}
WRONG_ACCOUNT = (
    "Er kontoen rigtig, betales der igen. Er den forkert, så skriv til PLO: "
    "de returnerer bilaget, så en anden kan vælges."
)


def returned_note(voucher: Voucher, user: "User") -> Event | None:
    """Why the voucher was handed back to its owner, or its money came back; None when neither is the case now."""
    verbs = HANDED_BACK.get(VoucherState(voucher.state))
    if verbs is None:
        return None
    last = voucher.moves.select_related("by__person").order_by("pk").last()
    if last is None or last.verb not in verbs:
        return None
    note = f"{last.reason}\n{WRONG_ACCOUNT}" if last.verb == "bounce" else last.reason
    return Event(last.at, SENTENCES[last.verb].format(who=last.by.person.name), note)


def timeline_of(voucher: Voucher, user: "User") -> list[Event]:
    """One query: the moves with their actors; of a fee one more, for what was decided of its income."""

    def who(person_id: int, name: str) -> str:
        return "Du" if person_id == user.person_id else name

    sentences = OF_CARD if voucher.kind == VoucherKind.CARD else SENTENCES
    begun = f"{who(voucher.claimant_id, voucher.claimant.name)} begyndte bilaget"
    moves = voucher.moves.select_related("by__person").order_by("pk")
    events = [
        Event(voucher.created_at, begun),
        *(
            Event(
                move.at,
                sentences[move.verb].format(who=who(move.by.person_id, move.by.person.name)),
                move.reason,
            )
            for move in moves
        ),
    ]
    decided = [
        Event(
            one.at,
            DECIDED.format(who=who(one.by.person_id, one.by.person.name), kind=one.get_income_kind_display()),
        )
        for one in income_decisions(voucher)
    ]
    return in_time(events, decided)


def income_decisions(voucher: Voucher) -> list[IncomeDecision]:
    """In the order they were taken; no query for vouchers that are never pay."""
    if voucher.kind not in (VoucherKind.FEE, VoucherKind.MILEAGE):
        return []
    return list(voucher.income_decisions.select_related("by__person").order_by("pk"))


def in_time(events: Sequence[Timed], more: Iterable[Timed]) -> list[Timed]:
    """The events in their own order, each of `more` before the first that is later."""
    found = list(events)
    for one in more:
        later = (place for place, event in enumerate(found) if event.at > one.at)
        found.insert(next(later, len(found)), one)
    return found
