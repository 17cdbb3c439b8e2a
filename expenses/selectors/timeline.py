"""What happened to a voucher, oldest first, in the words of components/timeline.html."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.states import VoucherState

if TYPE_CHECKING:
    from clusters.models import User

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
    """One query: the moves with their actors."""

    def who(person_id: int, name: str) -> str:
        return "Du" if person_id == user.person_id else name

    sentences = OF_CARD if voucher.kind == VoucherKind.CARD else SENTENCES
    begun = f"{who(voucher.claimant_id, voucher.claimant.name)} begyndte bilaget"
    moves = voucher.moves.select_related("by__person").order_by("pk")
    return [
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
