"""Our payments as the bank's files are held against them, and what may be doubtful about the two."""

from dataclasses import dataclass
from decimal import Decimal

from approvals.enums import QuestionKind
from approvals.states import PaymentState


@dataclass(frozen=True, slots=True)
class OurPayment:
    """`block` is the id the bank answers and books its block by. `is_with_bank`: its run was released by a person.

    `is_matched`: a line of the account has shown it paid before.
    """

    pk: int
    end_to_end_id: str
    message_id: str
    block: str
    amount: Decimal
    state: PaymentState
    is_with_bank: bool = True
    is_matched: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person is to be asked. `payment` is the key of the payment it may be about."""

    kind: QuestionKind
    sentence: str
    payment: int | None = None
