"""A request for a fee beside what it is measured by: the recommended rate of the day, the contract, earlier fees."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

from clusters.enums import IncomeKind
from expenses.enums import PayeeKind, RateKey
from expenses.models import Fee, IncomeDecision, Voucher
from expenses.selectors.contract_eyes import sees_terms
from expenses.selectors.fees import FeeFacts, earlier_fees, fee_of, standing_decisions
from expenses.selectors.limits import limit_table
from klyngeokonomi.money import kr

if TYPE_CHECKING:
    from clusters.models import User

UNDECIDED = "PLO's klyngesekretariat afgør det, når klyngen har godkendt."


@dataclass(frozen=True, slots=True)
class Measure:
    """DKK an hour, and its share of the greatest of those beside it, 0 to 100."""

    label: str
    amount: Decimal
    length: int = 0


@dataclass(frozen=True, slots=True)
class FeeShown:
    """`income` is what was decided, and by whom, or who decides it; `said` is what was asked for, where that is another
    thing. `measures` are empty where no hours are told."""

    facts: FeeFacts
    measures: tuple[Measure, ...]
    said: str
    income: str
    is_company: bool

    @property
    def total(self) -> Decimal:
        return sum((one.hours for one in self.facts.sheet), Decimal("0.00"))


def fee_shown(voucher: Voucher, user: "User") -> FeeShown | None:
    """None for vouchers of other kinds, and before anything is written."""
    facts = fee_of(voucher)
    if facts is None:
        return None
    decided = standing_decisions([voucher]).get(voucher.pk)
    said = facts.fee.income_kind
    return FeeShown(
        facts=facts,
        measures=measures_of(voucher, facts.fee, user),
        said=IncomeKind(said).label if said and not (decided and decided.income_kind == said) else "",
        income=_decided(decided) if decided else UNDECIDED,
        is_company=voucher.payee is not None and voucher.payee.kind == PayeeKind.SUPPLIER,
    )


def measures_of(voucher: Voucher, fee: Fee, user: "User") -> tuple[Measure, ...]:
    """An hour of this request first. Nothing to compare where it tells no hours."""
    if not fee.hours or voucher.gross <= 0:
        return ()
    day = voucher.event_day or timezone.localdate()
    name = voucher.supplier or voucher.claimant.name
    theirs, others = earlier_fees(voucher, name)
    agreed = fee.contract.hourly_rate if fee.contract and sees_terms(user, voucher) else None
    recommended = limit_table().on(day).amount(RateKey.CONSULTANT_HOUR)
    found = [
        ("Denne anmodning", kr(voucher.gross / fee.hours)),
        (f"Vejledende takst {_day(day)}", recommended),
        ("Efter kontrakten", agreed),
        (f"{name} før", _an_hour(theirs)),
        ("Andre i klyngen før", _an_hour(others)),
    ]
    told = [(label, amount) for label, amount in found if amount is not None]
    most = max(amount for _, amount in told)
    return tuple(Measure(label, amount, int(amount * 100 / most)) for label, amount in told)


def _an_hour(fees: Iterable[Fee]) -> Decimal | None:
    """What an hour of these came to on average; None when none of them tells its hours."""
    counted = [one for one in fees if one.hours]
    hours = sum((one.hours for one in counted), Decimal(0))
    return kr(sum((one.voucher.gross for one in counted), Decimal(0)) / hours) if hours else None


def _decided(one: IncomeDecision) -> str:
    day = _day(timezone.localdate(one.at))
    return f"Afgjort som {one.get_income_kind_display()} af {one.by.person.name} den {day}."


def _day(day: dt.date) -> str:
    return date_format(day, "j. F Y").lower()
