"""What goes into a file for the bank, and what comes out of the bank's own files."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from klyngeokonomi.money import ZERO

MOST_ID = 35
"""Characters of an id in ISO 20022 (Max35Text): message, block and end-to-end."""
MOST_MESSAGE_ID = 28
"""Of a message id of ours, as a block's id is made by adding to it."""
MOST_REFERENCE = 80
"""Of a StatementEntry's bank_reference."""


class Unreadable(Exception):
    """A file that cannot be read, or a payment that cannot be written. str() is a Danish sentence: what to do."""


class PaymentMethod(StrEnum):
    BANK = "bank"
    IBAN = "iban"
    FIK = "fik"
    NEMKONTO_CPR = "nemkonto_cpr"
    NEMKONTO_CVR = "nemkonto_cvr"


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment in DKK. `text` is for the creditor's statement; only the fields of its method are read."""

    end_to_end_id: str
    amount: Decimal
    name: str
    method: PaymentMethod
    reg_number: str = ""
    account_number: str = ""
    iban: str = ""
    bic: str = ""
    fik_type: str = ""
    fik_id: str = ""
    fik_creditor: str = ""
    cpr: str = field(default="", repr=False)
    cvr: str = ""
    text: str = ""
    voucher_number: str = ""


@dataclass(frozen=True, slots=True)
class Debtor:
    """Whose account pays. The bank knows the customer by `customer_id`, or by the CVR number where that is empty.

    `agreement_id` is the number of the agreement on payment files, for the banks that ask for it.
    """

    name: str
    cvr: str
    reg_number: str
    account_number: str
    iban: str = ""
    bic: str = ""
    customer_id: str = ""
    agreement_id: str = ""


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """All that a payment file says: the same facts give the same bytes. `created_at` is aware."""

    message_id: str
    created_at: datetime
    execution_date: date
    debtor: Debtor
    lines: tuple[PaymentLine, ...]

    @property
    def control_sum(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)


class AnswerLevel(StrEnum):
    """What an answer is about: the whole file, one block of it, or one payment."""

    GROUP = "group"
    BLOCK = "block"
    LINE = "line"


class AnswerStatus(StrEnum):
    """Only SETTLED says that money has left the account. PARTLY: look at the answers below it."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PENDING = "pending"
    SETTLED = "settled"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class PaymentAnswer:
    """`code` is the bank's own (ACSP, RJCT …); `reason_text` is a Danish sentence, with the bank's own words last."""

    level: AnswerLevel
    status: AnswerStatus
    code: str
    message_id: str
    payment_info_id: str = ""
    end_to_end_id: str = ""
    reason_code: str = ""
    reason_text: str = ""
    bank_reference: str = ""
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class PaymentAnswers:
    """One pain.002. Count and sum are what the bank says it was sent, None when it does not say."""

    message_id: str
    original_message_id: str
    number_of_payments: int | None
    control_sum: Decimal | None
    answers: tuple[PaymentAnswer, ...]


class EntryStatus(StrEnum):
    """PENDING is announced and not in the balance."""

    BOOKED = "booked"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One line of the account, negative when money left it.

    `bank_reference` is the same each time the same entry is read, and no other entry of the account has it.
    `parts` are the payments behind one booked sum, each with a reference of its own; they add up to `amount`.
    `is_unexplained`: the bank gave details that do not add up to the amount, and they are left out.
    `original_amount` is what the bank exchanged, when a payment was made in another currency than the account's.
    `is_reversal`: the bank took back what it had booked. `return_code`: a payment sent back, `return_reason` in Danish.
    """

    bank_reference: str
    amount: Decimal
    currency: str
    status: EntryStatus
    booked_on: date | None = None
    value_date: date | None = None
    end_to_end_id: str = ""
    payment_info_id: str = ""
    message_id: str = ""
    structured_reference: str = ""
    counterparty: str = ""
    text: str = ""
    is_reversal: bool = False
    return_code: str = ""
    return_reason: str = ""
    is_unexplained: bool = False
    original_amount: Decimal | None = None
    original_currency: str = ""
    parts: tuple["StatementEntry", ...] = ()

    @property
    def singles(self) -> tuple["StatementEntry", ...]:
        """The payments it consists of: its parts, or itself."""
        return self.parts or (self,)


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """Opening + booked entries = closing. `account` is an IBAN, or reg. and account number in 14 digits.

    Entries in another currency than the account's are no part of that sum: nobody may guess what they are worth.
    """

    statement_id: str
    account: str
    currency: str
    from_date: date
    to_date: date
    opening: Decimal
    closing: Decimal
    entries: tuple[StatementEntry, ...]
