"""A month's movements as journal lines, and the accounts that are set for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from approvals.enums import Verdict
from approvals.journal_files.journal import JournalLine
from approvals.models import Decision, JournalAccounts, Payment, Withholding
from approvals.selectors.statement import entry_of
from clusters.enums import MovementKind
from clusters.models import Movement
from expenses.enums import CostCategory
from expenses.models import Voucher
from klyngeokonomi.danish.months import last_of
from klyngeokonomi.money import ZERO, kr

Lines = list[tuple[str, Decimal]]
"""(category, DKK) of each."""

OF_ACCOUNT = (
    MovementKind.OPENING,
    MovementKind.ALLOTMENT,
    MovementKind.TRANSFER,
    MovementKind.CORRECTION,
)
"""Kinds that no voucher causes."""
OWED = {"owed:am_contribution": "Skyldig AM-bidrag", "owed:a_tax": "Skyldig A-skat"}
"""What PLO keeps back of A-income, and owes Skat."""
KEYS = (
    {f"kind:{kind.value}": str(kind.label) for kind in OF_ACCOUNT}
    | {f"category:{category.value}": str(category.label) for category in CostCategory}
    | {
        f"kind:{kind.value}": f"{kind.label}, når bilaget er ændret siden"
        for kind in (MovementKind.PAY, MovementKind.BOUNCE)
    }
    | OWED
)
"""Everything that accounts can be set for, with its words."""


def journal_lines(month: date) -> list[JournalLine]:
    """What changed the booked money in the month (its first day), in the order of clusters and their movements.

    Reservations move no money and are left out. What a voucher caused is told by its lines as the cluster endorsed
    them: one that came back may have been changed since. What is kept back of a payment stands in lines of its own.
    Four queries.
    """
    last = last_of(month)
    booked = Movement.objects.filter(booked_on__range=(month, last)).select_related("cluster")
    entries = [(one, entry_of(one)) for one in booked.order_by("cluster__number", "cluster_id", "number")]
    moved = [(one, entry) for one, entry in entries if entry.change.booked]
    wanted = {entry.voucher_id for _, entry in moved} - {None}
    numbers = dict(Voucher.objects.filter(pk__in=wanted).values_list("pk", "number"))
    endorsed, kept_back = _endorsed(wanted), _kept_back([one for one, _ in moved])
    lines: list[JournalLine] = []
    for movement, entry in moved:
        own_number = f"{movement.cluster.number}-{movement.number}"
        of_voucher = _lines_at(movement, endorsed.get(entry.voucher_id or 0, []))
        parts = _parts(movement, of_voucher, entry.change.booked)
        for key, amount in _owed_apart(parts, kept_back.get(movement.pk)):
            lines.append(
                JournalLine(
                    voucher=numbers.get(entry.voucher_id or 0) or own_number,
                    day=movement.booked_on,
                    text=movement.text,
                    amount=amount,
                    key=key,
                    label=KEYS.get(key, movement.get_kind_display()),
                    cluster_number=movement.cluster.number,
                    cluster=movement.cluster.name,
                    movement=own_number,
                )
            )
    return lines


def _endorsed(vouchers: Iterable[int | None]) -> dict[int, list[tuple[datetime, Lines]]]:
    """What each voucher's lines were at each endorsement of it, the oldest first. One query."""
    found: dict[int, list[tuple[datetime, Lines]]] = defaultdict(list)
    said = Decision.objects.filter(voucher__in=vouchers, verdict=Verdict.ENDORSE).order_by("pk")
    for voucher, at, lines in said.values_list("voucher", "at", "content__lines"):
        found[voucher].append((at, [(line["category"], kr(line["gross"])) for line in lines]))
    return found


def _lines_at(movement: Movement, endorsed: list[tuple[datetime, Lines]]) -> Lines:
    """Those of the last endorsement before the movement."""
    return next((lines for at, lines in reversed(endorsed) if at <= movement.posted_at), [])


def _parts(movement: Movement, lines: Lines, change: Decimal) -> Iterator[tuple[str, Decimal]]:
    """(key, DKK): by the voucher's lines when they give the amount, else the whole under the movement's kind."""
    if not lines or sum((amount for _, amount in lines), ZERO) != abs(change):
        yield f"kind:{movement.kind}", change
        return
    sign = 1 if change > 0 else -1
    yield from ((f"category:{category}", sign * amount) for category, amount in lines)


def _kept_back(movements: list[Movement]) -> dict[int, Withholding]:
    """By movement, what was kept back of the payment that it booked or took back. One query."""
    booked = {one.pk: one.reverses_id or one.pk for one in movements}
    paid = Payment.objects.filter(movement__in=set(booked.values()), withholding__isnull=False)
    found = {one.movement_id: one.withholding for one in paid.select_related("withholding")}
    return {pk: found[first] for pk, first in booked.items() if first in found}


def _owed_apart(
    parts: Iterable[tuple[str, Decimal]], kept: Withholding | None
) -> Iterator[tuple[str, Decimal]]:
    """(key, DKK): the parts as the bank moves them, and after them what is owed to Skat; the sum is the same."""
    left = kept.total if kept else ZERO
    sign = -1
    for key, amount in parts:
        sign = 1 if amount > 0 else -1
        taken = min(abs(amount), left)
        left -= taken
        if abs(amount) > taken:
            yield key, amount - sign * taken
    if kept:
        owed = zip(OWED, (kept.am_contribution, kept.a_tax), strict=True)
        yield from ((key, sign * amount) for key, amount in owed if amount)


def accounts_for(lines: Iterable[JournalLine]) -> dict[tuple[str, date], tuple[str, str]]:
    """(account, counter-account) by key and day, of those that are set. One query."""
    wanted = {(line.key, line.day) for line in lines}
    rows = list(JournalAccounts.objects.order_by("valid_from", "pk"))
    found: dict[tuple[str, date], tuple[str, str]] = {}
    for key, day in wanted:
        for row in rows:
            if row.key == key and row.valid_from <= day:
                found[key, day] = (row.account, row.counter_account)
    return found


def booked_total(month: date) -> Decimal:
    """What the month's movements did to the booked money of all clusters: the journal must say the same."""
    last = last_of(month)
    moved = Movement.objects.filter(booked_on__range=(month, last))
    return sum((entry_of(one).change.booked for one in moved.iterator()), ZERO)
