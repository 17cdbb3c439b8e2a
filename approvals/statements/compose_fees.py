"""Fee statements as the difference between what is paid and what is told (ADR 0039). Pure.

Each payment is told once, in the month the bank made it; one that came back is taken back in that same month, and one
told to the wrong number is taken back there and told to the right one. So what nothing differs from gives no statement,
however often and by however many it is composed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from approvals.enums import FIELD_OF_LINE, PayLineKind, StatementKind
from approvals.statements.fee_facts import Before, FeeFacts, Links, Paid, Told
from approvals.statements.fee_records import (
    WRONG_NUMBER,
    Payer,
    PayLine,
    Printed,
    Receiver,
    Reported,
    Totals,
)
from approvals.statements.records import DoesNotAddUp
from klyngeokonomi.danish.months import first_of
from klyngeokonomi.money import ZERO, format_kr

FIELDS = {
    13: "A-indkomst, hvoraf der betales AM-bidrag",
    15: "A-skat",
    16: "AM-bidrag",
    36: "B-indkomst, hvoraf der betales AM-bidrag",
    38: "B-indkomst, hvoraf der ikke betales AM-bidrag",
    48: "Skattefri rejse- og befordringsgodtgørelse",
}
"""eIndkomst's fields that pay is reported in, in their order, with their Danish names (domain.md §5.2)."""
NO_RECEIVER = "Skat kender ikke modtageren: skriv CPR-nummer, CVR-nummer eller fødselsdag og adresse."
TWO_PEOPLE = (
    "To personer på platformen står med det samme CPR-nummer. Få det rettet hos den, der har skrevet forkert."
)
NO_INCOME = "Det er ikke afgjort, om det er A-indkomst eller B-indkomst."
NOT_SPLIT = "Det tilbageholdte på {withheld} er ikke AM-bidrag og A-skat på tilsammen {split}."
NOT_WITHHELD_FROM = "Der er tilbageholdt {withheld} af noget, der ikke er A-indkomst."
NOT_BOOKED = "Betaling og tilbageholdt giver {paid}, men klyngens konto er trukket for {booked}."


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement but for its number. `links` go with `lines`, one each."""

    key: str
    payee: int
    month: date
    sequence: int
    receiver: Receiver
    lines: tuple[PayLine, ...]
    links: tuple[Links, ...]
    totals: Totals
    year: Totals
    corrects: Before | None = None

    @property
    def kind(self) -> StatementKind:
        return StatementKind.CORRECTION if self.corrects else StatementKind.ORDINARY

    def printed(self, *, number: str, issued_on: date, payer: Payer) -> Printed:
        return Printed(
            number=number,
            kind=self.kind.value,
            month=self.month,
            issued_on=issued_on,
            payer=payer,
            receiver=self.receiver,
            lines=self.lines,
            totals=self.totals,
            year=self.year,
            reported=reported(self.lines),
            corrects=self.corrects.number if self.corrects else "",
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A payment that stands on no statement until somebody has seen to it, and why."""

    paid: Paid
    sentence: str


def why_not_told(paid: Paid) -> str | None:
    """Nobody is told, nor is tax, what its own figures contradict."""
    if paid.receiver is None:
        return NO_RECEIVER
    if paid.is_of_two:
        return TWO_PEOPLE
    if paid.kind is None:
        return NO_INCOME
    if paid.amount + paid.withheld != paid.movement_amount:
        sums = {"paid": paid.amount + paid.withheld, "booked": paid.movement_amount}
        return NOT_BOOKED.format(**{name: format_kr(amount) for name, amount in sums.items()})
    if paid.withheld and paid.kind != PayLineKind.FEE_A:
        return NOT_WITHHELD_FROM.format(withheld=format_kr(paid.withheld))
    if paid.am_contribution + paid.a_tax != paid.withheld:
        split = format_kr(paid.am_contribution + paid.a_tax)
        return NOT_SPLIT.format(withheld=format_kr(paid.withheld), split=split)
    return None


def left_out(facts: FeeFacts) -> list[LeftOut]:
    return [LeftOut(one, sentence) for one in facts.paid if (sentence := why_not_told(one))]


def compose_fees(facts: FeeFacts) -> list[Draft]:
    """The statements to issue: the oldest month first, by name in it, and corrections first. Raises DoesNotAddUp."""
    own: dict[tuple[date, str], list[Paid]] = defaultdict(list)
    back: dict[tuple[date, str], list[Told]] = defaultdict(list)
    for paid in facts.paid:
        if why_not_told(paid) is None:
            own[first_of(paid.paid_on), paid.key].append(paid)
    for told in facts.taken_back:
        back[told.month, told.key].append(told)
    drafts = [_draft(facts, month, key, own[month, key], back[month, key]) for month, key in {*own, *back}]
    drafts.sort(key=lambda one: (one.month, one.receiver.name, one.corrects is None, one.key))
    return list(_with_years(drafts, dict(facts.year)))


def _with_years(drafts: list[Draft], year: dict[tuple[str, int], Totals]) -> Iterator[Draft]:
    """Each with what the person has been told for the year of its month, itself counted."""
    for draft in drafts:
        place = draft.key, draft.month.year
        year[place] = year.get(place, Totals()) + draft.totals
        yield replace(draft, year=year[place])


def _draft(facts: FeeFacts, month: date, key: str, own: list[Paid], back: list[Told]) -> Draft:
    lines = [(_reversed(one), one.links) for one in back]
    lines += [(_line(one), one.links) for one in sorted(own, key=lambda one: (one.paid_on, one.voucher))]
    told, links = zip(*lines, strict=True)
    receivers = [(one.payee, one.receiver) for one in (*own, *back) if one.receiver]
    payee, receiver = receivers[0]
    before = facts.before.get((key, month))
    draft = Draft(
        key=key,
        payee=payee,
        month=month,
        sequence=before.sequence + 1 if before else 1,
        receiver=receiver,
        lines=told,
        links=links,
        totals=totals_of(told),
        year=Totals(),
        corrects=before,
    )
    _prove(draft, own, back)
    return draft


def _prove(draft: Draft, own: list[Paid], back: list[Told]) -> None:
    """What the person is told was sent is what the bank sent, less what is taken back."""
    sent = sum((one.amount for one in own), ZERO)
    returned = sum((totals_of([one.line]).net for one in back), ZERO)
    if draft.totals.net != sent - returned:
        raise DoesNotAddUp(
            f"{draft.receiver.name}: lønsedlens linjer giver {format_kr(draft.totals.net)} udbetalt, "
            f"men betalingerne {format_kr(sent - returned)}."
        )


def _line(paid: Paid) -> PayLine:
    kind = PayLineKind(paid.kind)
    return PayLine(
        kind=kind.value,
        field=FIELD_OF_LINE[kind],
        voucher=paid.voucher,
        voucher_id=paid.links.voucher,
        payment=paid.payment,
        movement=paid.movement,
        cluster=paid.cluster,
        paid_on=paid.paid_on,
        text=paid.text,
        detail=paid.detail,
        amount=paid.movement_amount,
        am_contribution=paid.am_contribution,
        a_tax=paid.a_tax,
    )


def _reversed(told: Told) -> PayLine:
    line = told.line
    return replace(
        line,
        detail=WRONG_NUMBER if told.is_recalled else line.detail,
        amount=-line.amount,
        am_contribution=-line.am_contribution,
        a_tax=-line.a_tax,
        reverses=told.statement,
    )


def totals_of(lines: Iterable[PayLine]) -> Totals:
    """Gross is all pay that is taxed; mileage that is not stands apart."""
    sums = Totals()
    for line in lines:
        free = line.kind == PayLineKind.MILEAGE_FREE
        sums += Totals(
            gross=ZERO if free else line.amount,
            tax_free=line.amount if free else ZERO,
            am_contribution=line.am_contribution,
            a_tax=line.a_tax,
        )
    return sums


def reported(lines: Sequence[PayLine]) -> tuple[Reported, ...]:
    """What the statement changes in eIndkomst, field by field; one that comes to nothing is left out."""
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        sums[line.field] += line.amount
        sums[15] += line.a_tax
        sums[16] += line.am_contribution
    return tuple(Reported(field, label, sums[field]) for field, label in FIELDS.items() if sums[field])
