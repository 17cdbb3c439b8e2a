"""What is known about one claim when it is judged.

The shape follows the JSON that claims are exchanged in, so that a file, a form and a voucher of the database
are judged by the same functions. Amounts are Decimal DKK; moments are local to Denmark, since the guide
speaks of days.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from expenses.enums import CostCategory, PaperKind, VoucherKind
from klyngeokonomi.money import ZERO, vat_included

NO_LETTERS = re.compile(r"[\W\d_]+")
NIGHT_ENDS = dt.timedelta(hours=5)
"""A dinner that ends after midnight belongs to the day it began."""

VAT_ROUNDING = Decimal("1.00")
"""How far VAT added up line by line in a shop may pass 20 % of gross."""


class ParticipantKind(StrEnum):
    DOCTOR = "doctor"
    STAFF = "staff"
    SPEAKER = "speaker"
    GUEST = "guest"


class ParticipantStatus(StrEnum):
    """ACCEPTED and INVITED are found only while the list is open: answered yes, and not answered."""

    ATTENDED = "attended"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    INVITED = "invited"


class Relation(StrEnum):
    """What the payee is to the cluster."""

    MEMBER = "member"
    COORDINATOR = "coordinator"
    BOARD = "board"
    STAFF = "staff"
    SPEAKER = "speaker"
    CONSULTANT = "consultant"
    SUPPLIER = "supplier"


OWN_PEOPLE = (Relation.MEMBER, Relation.COORDINATOR, Relation.BOARD)
"""Who is paid for work only after a contract: the guide gives no pay for taking part."""

WORK = (CostCategory.FEE, CostCategory.SPEAKER, CostCategory.CONSULTANT, CostCategory.OTHER)
"""What the lines of a claim for a fee may be called and still be pay."""


class MeetingKind(StrEnum):
    ORDINARY = "ordinary"
    RESIDENTIAL = "residential"
    GENERAL = "general"


def is_name(text: str) -> bool:
    """Whether the text can be somebody's name; a dash, N.N. and "ukendt" cannot."""
    return NO_LETTERS.sub("", text).casefold() not in {"", "nn", "ukendt"}


@dataclass(frozen=True, slots=True)
class ParticipantFacts:
    name: str
    kind: ParticipantKind = ParticipantKind.DOCTOR
    status: ParticipantStatus = ParticipantStatus.ATTENDED

    @property
    def is_named(self) -> bool:
        return is_name(self.name)

    @property
    def is_head(self) -> bool:
        """Whether food is paid for this person: came, or stayed away after saying yes, and has a name."""
        counted = (ParticipantStatus.ATTENDED, ParticipantStatus.NO_SHOW, ParticipantStatus.ACCEPTED)
        return self.is_named and self.status in counted


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    start: dt.datetime
    end: dt.datetime
    kind: MeetingKind = MeetingKind.ORDINARY
    country: str = "DK"
    programme: bool = False
    travel_self_paid: bool = False
    participants: tuple[ParticipantFacts, ...] = ()
    closed: bool = True
    """A closed meeting has a frozen list; before that the number of heads is an estimate."""

    @property
    def heads(self) -> int:
        return sum(person.is_head for person in self.participants)

    @property
    def last_day(self) -> dt.date:
        return max(self.start.date(), (self.end - NIGHT_ENDS).date())

    @property
    def days(self) -> int:
        """Calendar days the meeting touches, at least 1."""
        return (self.last_day - self.start.date()).days + 1

    @property
    def nights(self) -> int:
        """Nights between the first and the last day, at least 1: the guide's unit is 24 hours."""
        return max(1, self.days - 1)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One category's share of the paper. `gross` is None in a draft without amount, `vat` when not given."""

    category: CostCategory
    gross: Decimal | None
    vat: Decimal | None = None
    text: str = ""

    @property
    def is_vat_impossible(self) -> bool:
        """More VAT than the standard rate gives, beyond what rounding line by line in a shop can explain."""
        highest = vat_included(max(self.gross or ZERO, ZERO)) + VAT_ROUNDING
        return self.vat is not None and self.vat > highest

    @property
    def net_at_full_vat(self) -> Decimal:
        """The lowest the net amount can be: the VAT given, else the standard rate."""
        gross = self.gross or ZERO
        return gross - (vat_included(gross) if self.vat is None else self.vat)

    @property
    def net_at_no_vat(self) -> Decimal:
        """The highest the net amount can be: the VAT given, else none."""
        return (self.gross or ZERO) - (self.vat or ZERO)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    kind: PaperKind
    used_elsewhere: bool = False
    """The same file stands on another live voucher, of any cluster. Where is not a fact of the claim."""
    mark: str = ""
    """The beginning of the file's SHA-256, by which the secretariat finds the other voucher; empty if unknown."""


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What the one contract the work is done under agrees on; DKK without VAT, by the hour or as a fixed sum.

    `hours` are for a calendar year, `hours_before` those asked for earlier in the year of the claim; `sum_before` is
    what was asked for earlier of the fixed sum.
    """

    hourly_rate: Decimal | None = None
    hours: Decimal | None = None
    fixed_sum: Decimal | None = None
    hours_before: Decimal = ZERO
    sum_before: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class PayeeFacts:
    name: str
    relation: Relation
    contract: bool = False
    """Whether a contract with the cluster is said to exist; it need not lie among the papers."""
    registered: bool = False
    """Whether it stands in the cluster's register on the day: signed, uploaded, and confirmed where one must."""
    mileage: bool | None = None
    """Whether the contract pays for driving beside the fee; None when it is not known."""
    terms: ContractTerms | None = None
    """Of the contract in the register; None when there is none, or several that may be meant."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """`month_total_before` is what the card has paid in the calendar month before this, DKK incl. VAT."""

    holder_is_claimant: bool
    month_total_before: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class CateringHabit:
    """Meetings with food paid in the 365 days before the event, this one included; the median is of all clusters.

    `before` is the cluster's own number in the 365 days before those; None when there were none, or it is not known.
    """

    own: int
    national_median: Decimal
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    kind: VoucherKind
    lines: tuple[LineFacts, ...]
    date: dt.date | None = None
    supplier: str = ""
    text: str = ""
    reason: str = ""
    """What the member wrote to explain the claim, also why it belongs to no meeting."""
    papers: tuple[PaperFacts, ...] = ()
    meeting: MeetingFacts | None = None
    similar: str = ""
    """The number of another sent voucher of the cluster that may be the same purchase."""
    lookalike: str = ""
    """Another sent voucher with a picture that looks the same: its number, or words that do not tell which."""
    payee: PayeeFacts | None = None
    recipient: str | None = None
    """Who gets the gift. None: nobody was asked, and the payee is taken to be the one."""
    occasion: str | None = None
    """What the gift is for. None: nobody was asked."""
    hours: Decimal | None = None
    hours_listed: bool = False
    """Whether the hours stand day by day on the request itself."""
    kilometres: Decimal | None = None
    same_trip: str = ""
    """Another voucher that has one of the trips: its number, or words that do not tell which."""
    prior_agreement: bool | None = None
    """Agreed with the coordinator beforehand; None when not answered."""
    card: CardFacts | None = None
    available: Decimal | None = None
    """What the account has left for this claim, DKK; None when not known."""
    is_endorsing: bool = False
    """Whether the money is about to be reserved: before that, too little of it is worth knowing only."""
    habit: CateringHabit | None = None

    @property
    def event_date(self) -> dt.date | None:
        """The day whose guide and limits judge the claim."""
        return self.meeting.start.date() if self.meeting else self.date

    @property
    def heads(self) -> int:
        return self.meeting.heads if self.meeting else 0

    @property
    def gross(self) -> Decimal:
        return sum((line.gross or ZERO for line in self.lines), ZERO)

    @property
    def is_fee(self) -> bool:
        """Pay for work, asked for without an invoice."""
        return self.kind == VoucherKind.FEE or self.has(CostCategory.FEE)

    @property
    def fee_lines(self) -> tuple[LineFacts, ...]:
        """What is asked for the work itself; the kind alone makes a fee of a line, a journey beside it stays one."""
        if self.kind == VoucherKind.FEE:
            return self.lines_of(*WORK) or self.lines
        return self.lines_of(CostCategory.FEE)

    def lines_of(self, *categories: CostCategory) -> tuple[LineFacts, ...]:
        return tuple(line for line in self.lines if line.category in categories)

    def has(self, *categories: CostCategory) -> bool:
        return bool(self.lines_of(*categories))
