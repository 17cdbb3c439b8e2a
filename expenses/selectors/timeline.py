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


HANDED_BACK = ("return", "undo")


def returned_note(voucher: Voucher, user: "User") -> Event | None:
    """Why the voucher was handed back to its owner; None when it was not, or was taken back by them."""
    if voucher.state != VoucherState.RETURNED:
        return None
    last = voucher.moves.select_related("by__person").order_by("pk").last()
    if last is None or last.verb not in HANDED_BACK:
        return None
    return Event(last.at, SENTENCES[last.verb].format(who=last.by.person.name), last.reason)


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
