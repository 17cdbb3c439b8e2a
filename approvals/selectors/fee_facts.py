"""What fee statements are composed from, read in a number of queries that does not grow with the people."""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from approvals.models import FeeStatement, FeeStatementLine, Payment
from approvals.statements.fee_facts import Before, FeeFacts, Links, Paid, Told
from approvals.statements.fee_records import Receiver, Totals, read_printed
from approvals.states import PaymentState
from expenses.enums import VoucherKind
from expenses.models import IncomeDecision, Voucher
from expenses.policy.mileage import NO_KM
from expenses.selectors.fee_words import days_in_words, pay_in_words
from expenses.selectors.fees import fees_of
from expenses.selectors.mileage import MileageFacts, mileages_of
from expenses.selectors.mileage_words import km_in_words
from expenses.selectors.tax_receiver import TaxReceiver, numbers_of_two, tax_receivers
from klyngeokonomi.danish.cpr import masked_cpr
from klyngeokonomi.danish.months import last_of
from klyngeokonomi.money import ZERO, format_kr

PAY = (VoucherKind.FEE, VoucherKind.MILEAGE)
COLUMNS = (
    *("payee_name", "end_to_end_id", "settled_on", "amount", "withheld", "cluster", "movement"),
    *("voucher__kind", "voucher__number"),
    *("payee__person", "payee__cluster", "payee__kind", "payee__name", "payee__cvr"),
)
FIGURES = {
    "cluster_name": F("cluster__name"),
    "movement_number": F("movement__number"),
    "movement_amount": F("movement__amount"),
    "kept_am": F("withholding__am_contribution"),
    "kept_a_tax": F("withholding__a_tax"),
}
"""What is read of each payment and of what hangs on it: thousands are read at a time."""


def untold_payments(last: dt.date) -> QuerySet[Payment]:
    """Pay that the bank sent on the day or before, and that stands on no statement, or on recalled ones alone."""
    told = FeeStatementLine.objects.filter(
        payment=OuterRef("pk"), reverses=None, statement__recall__isnull=True
    )
    sent = Payment.objects.filter(state=PaymentState.PAID, settled_on__lte=last, voucher__kind__in=PAY)
    return sent.filter(~Exists(told)).order_by("pk")


def lines_to_take_back(last: dt.date) -> QuerySet[FeeStatementLine]:
    """Told of a month that has begun on the day, and since sent back by the bank or told to the wrong number."""
    standing = FeeStatementLine.objects.filter(reverses=None, reversed_by=None, statement__month__lte=last)
    gone = ~Q(payment__state=PaymentState.PAID) | Q(statement__recall__isnull=False)
    return standing.filter(gone).order_by("pk")


def fee_facts(month: dt.date, *, on_paper: bool = True) -> FeeFacts:
    """Of everybody, up to the end of the month. Not for paper, no number is opened and nothing put in words."""
    last = last_of(month)
    payments = list(
        untold_payments(last)
        .select_related("voucher", "payee")
        .only(*COLUMNS)
        .annotate(**FIGURES)
        .order_by("pk")
    )
    paid = _paid(payments, on_paper=on_paper)
    back = _taken_back(last)
    keys = {one.key for one in (*paid, *back)}
    years = {one.paid_on.year for one in paid} | {one.month.year for one in back}
    issued = _issued(keys, years)
    return FeeFacts(tuple(paid), tuple(back), _before(issued), _year(issued))


def key_of(payee: int, fingerprint: str) -> str:
    """Who it is: the same CPR number is the same person, whatever the payee."""
    return fingerprint or f"payee:{payee}"


def _paid(payments: list[Payment], *, on_paper: bool) -> list[Paid]:
    vouchers = [one.voucher for one in payments]
    words, people = words_of(vouchers) if on_paper else {}, _People(payments, on_paper=on_paper)
    kinds, tellings = _decided(vouchers), _tellings(payments)
    found = []
    for payment in payments:
        voucher = payment.voucher
        text, detail = words[voucher.pk] if on_paper else ("", "")
        key = people.keys[payment.payee_id]
        found.append(
            Paid(
                key=key,
                payee=people.told_as[key],
                receiver=people.shown.get(key),
                name=payment.payee_name,
                links=Links(
                    *(payment.pk, payment.movement_id, voucher.pk, payment.cluster_id),
                    telling=tellings.get(payment.pk, 0) + 1,
                ),
                is_mileage=voucher.kind == VoucherKind.MILEAGE,
                income_kind=kinds.get(voucher.pk, ""),
                voucher=voucher.number,
                payment=payment.end_to_end_id,
                movement=str(payment.movement_number),
                cluster=payment.cluster_name,
                paid_on=payment.settled_on,
                text=text,
                detail=detail,
                amount=payment.amount,
                withheld=payment.withheld,
                movement_amount=payment.movement_amount,
                am_contribution=payment.kept_am or ZERO,
                a_tax=payment.kept_a_tax or ZERO,
                is_of_two=key in people.of_two,
            )
        )
    return found


def _decided(vouchers: list[Voucher]) -> dict[int, str]:
    """Income kind of the vouchers as they stand; the newest counts."""
    current = {"voucher__in": [one.pk for one in vouchers], "version": F("voucher__version")}
    return dict(
        IncomeDecision.objects.filter(**current).order_by("pk").values_list("voucher_id", "income_kind")
    )


def _tellings(payments: list[Payment]) -> dict[int, int]:
    """How often each was told before, of those that were."""
    told = FeeStatementLine.objects.filter(payment__in=[one.pk for one in payments], reverses=None)
    return dict(told.order_by().values_list("payment").annotate(Count("pk")))


class _People:
    """Who the payees are: `keys` by payee; `told_as` and `shown` by key, whoever is on the platform by that name."""

    def __init__(self, payments: list[Payment], *, on_paper: bool) -> None:
        payees = {one.payee_id: one.payee for one in payments}
        known = tax_receivers(payees.values())
        self.of_two = numbers_of_two(one.fingerprint for one in known.values() if one.fingerprint)
        self.keys = {pk: key_of(pk, known[pk].fingerprint if pk in known else "") for pk in payees}
        # The last of a key counts: one on the platform, else the first met.
        last = sorted(payees, key=lambda pk: (payees[pk].person_id is not None, -pk))
        self.told_as = {self.keys[pk]: pk for pk in last}
        shown = _receiver if on_paper else _named
        self.shown = {key: shown(known[pk]) for key, pk in self.told_as.items() if pk in known}


def words_of(vouchers: list[Voucher]) -> dict[int, tuple[str, str]]:
    """By voucher: what it was for, and how the amount came about."""
    fees, drives = fees_of(vouchers), mileages_of(vouchers)
    found = {}
    for pk, asked in fees.items():
        what = f"{asked.fee.get_work_display()}, {days_in_words(asked.content)}"
        found[pk] = what, pay_in_words(asked.content)
    for pk, driven in drives.items():
        days = sorted(one.day.isoformat() for one in driven.trips)
        what = f"{VoucherKind.MILEAGE.label}, {days_in_words({'from': days[0], 'to': days[-1]})}"
        found[pk] = what, _driven(driven)
    return found


def _driven(asked: MileageFacts) -> str:
    """25 km à 3,94 kr. og 3 km à 2,28 kr.: the kilometres of each rate together."""
    kilometres: dict[Decimal, Decimal] = {}
    for trip in asked.trips:
        parts = [(trip.rate_first, trip.km_first), (trip.rate_over, trip.km - trip.km_first)]
        for rate, km in parts:
            if rate is not None and km:
                kilometres[rate] = kilometres.get(rate, NO_KM) + km
    return " og ".join(f"{km_in_words(km)} km à {format_kr(rate)}" for rate, km in kilometres.items())


def _receiver(known: TaxReceiver) -> Receiver:
    identity = masked_cpr(known.number()) if known.identity else known.cvr
    return Receiver(known.name, known.kind.value, identity)


def _named(known: TaxReceiver) -> Receiver:
    return Receiver(known.name, known.kind.value, "")


def _taken_back(last: dt.date) -> list[Told]:
    """What the bank sent back hangs on the movement that reverses the payment's; what is recalled on the payment's."""
    lines = list(lines_to_take_back(last).select_related("statement", "movement__reversed_by"))
    found = []
    for line in lines:
        statement, undone = line.statement, getattr(line.movement, "reversed_by", line.movement)
        printed = read_printed(statement.printed)
        links = Links(
            *(line.payment_id, undone.pk, line.voucher_id, line.cluster_id),
            reverses=line.pk,
            telling=line.telling,
        )
        told = printed.lines[line.position - 1]
        found.append(
            Told(
                key=key_of(statement.payee_id, statement.fingerprint),
                payee=statement.payee_id,
                receiver=printed.receiver,
                month=statement.month,
                statement=statement.number,
                links=links,
                line=dataclasses.replace(told, movement=str(undone.number)),
                is_recalled=undone == line.movement,
            )
        )
    return found


def _issued(keys: Iterable[str], years: Iterable[int]) -> QuerySet[FeeStatement]:
    """Statements to these people of these calendar years."""
    payees = [int(key.removeprefix("payee:")) for key in keys if key.startswith("payee:")]
    people = [key for key in keys if not key.startswith("payee:")]
    theirs = Q(fingerprint__in=people) | Q(fingerprint="", payee__in=payees)
    return FeeStatement.objects.filter(theirs, month__year__in=years)


def _before(issued: QuerySet[FeeStatement]) -> dict[tuple[str, dt.date], Before]:
    rows = issued.order_by("sequence").values_list(
        "payee_id", "fingerprint", "month", "pk", "number", "sequence"
    )
    return {(key_of(payee, who), month): Before(*rest) for payee, who, month, *rest in rows}


def _year(issued: QuerySet[FeeStatement]) -> dict[tuple[str, int], Totals]:
    found: dict[tuple[str, int], Totals] = {}
    sums = [Sum(name) for name in ("gross", "tax_free", "am_contribution", "a_tax")]
    rows = issued.order_by().values_list("payee_id", "fingerprint", ExtractYear("month")).annotate(*sums)
    for payee, who, year, *amounts in rows:
        key = key_of(payee, who), year
        found[key] = found.get(key, Totals()) + Totals(*amounts)
    return found
