"""Lines of the account held against our payments. What fits exactly is done; all else is asked, never guessed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from approvals.enums import QuestionKind
from approvals.payment_files.lines import StatementEntry
from approvals.payment_files.ours import Doubt, OurPayment
from approvals.states import UNANSWERED, PaymentState
from klyngeokonomi.money import ZERO, format_kr

SENT_BACK = "Banken har sendt pengene tilbage."


@dataclass(frozen=True, slots=True)
class LineMatch:
    """One line and what it means: these payments are paid, or this one came back, or a person is asked."""

    entry: StatementEntry
    paid: tuple[OurPayment, ...] = ()
    returned: OurPayment | None = None
    reason: str = ""
    doubt: Doubt | None = None


def match_lines(entries: Iterable[StatementEntry], payments: Iterable[OurPayment]) -> list[LineMatch]:
    """In the order of the account: what is paid by one line can come back by the next."""
    return [*_Matching(payments).all(entries)]


class _Matching:
    def __init__(self, payments: Iterable[OurPayment]) -> None:
        self.payments = list(payments)
        self.by_id = {one.end_to_end_id: one for one in self.payments}
        self.by_block: dict[str, list[OurPayment]] = defaultdict(list)
        for one in self.payments:
            for block in (one.message_id, one.block):
                self.by_block[block].append(one)
        self.now = {one.pk: one.state for one in self.payments}
        self.shown = {one.pk for one in self.payments if one.is_matched}

    def all(self, entries: Iterable[StatementEntry]) -> Iterable[LineMatch]:
        for entry in entries:
            match = self._out(entry) if entry.amount < 0 else self._in(entry)
            for one in match.paid:
                self.now[one.pk] = PaymentState.PAID
                self.shown.add(one.pk)
            if match.returned:
                self.now[match.returned.pk] = PaymentState.BOUNCED
            yield match

    def _out(self, entry: StatementEntry) -> LineMatch:
        sum_ = format_kr(-entry.amount) if entry.currency == "DKK" else f"{-entry.amount} {entry.currency}"
        ours = self.by_id.get(entry.end_to_end_id) if entry.end_to_end_id else None
        if entry.currency != "DKK":
            return _ask(entry, QuestionKind.CURRENCY, f"Banken har betalt {sum_}. Hvad er det?", ours)
        if entry.is_reversal:
            return _ask(entry, QuestionKind.UNKNOWN, f"Banken har taget {sum_} tilbage. Hvad er det?", ours)
        if ours is not None:
            return self._one(entry, ours, sum_)
        if not entry.end_to_end_id and (block := self._block(entry)):
            return self._many(entry, block, sum_)
        return _ask(
            entry, QuestionKind.UNKNOWN, f"Banken har betalt {sum_}, som vi ikke kender. Hvad er det?"
        )

    def _one(self, entry: StatementEntry, ours: OurPayment, sum_: str) -> LineMatch:
        name = ours.end_to_end_id
        if not ours.is_with_bank:
            sentence = f"Banken har betalt {name}, før kørslen er frigivet. Hvad er der sket?"
            return _ask(entry, QuestionKind.UNKNOWN, sentence, ours)
        if -entry.amount != ours.amount or entry.is_unexplained:
            sentence = f"Banken har betalt {sum_} for {name}, som lyder på {format_kr(ours.amount)}"
            return _ask(entry, QuestionKind.AMOUNT, sentence, ours)
        state = self.now[ours.pk]
        if state in UNANSWERED or (state == PaymentState.PAID and ours.pk not in self.shown):
            return LineMatch(entry, paid=(ours,))
        word = PaymentState(state).label.lower()
        sentence = f"Banken har betalt {sum_} for {name}, som hos os er «{word}». Er den betalt to gange?"
        return _ask(entry, QuestionKind.LATE, sentence, ours)

    def _block(self, entry: StatementEntry) -> list[OurPayment]:
        return self.by_block.get(entry.payment_info_id) or self.by_block.get(entry.message_id) or []

    def _many(self, entry: StatementEntry, block: list[OurPayment], sum_: str) -> LineMatch:
        """A block booked as one sum: all that is still to be paid in it, to the øre."""
        due = [one for one in block if self.now[one.pk] in UNANSWERED and one.is_with_bank]
        total = sum((one.amount for one in due), ZERO)
        if due and -entry.amount == total and not entry.is_unexplained:
            return LineMatch(entry, paid=tuple(due))
        name = entry.payment_info_id or entry.message_id
        sentence = f"Banken har betalt {sum_} samlet for {name}, hvor der mangler {format_kr(total)}"
        return _ask(entry, QuestionKind.AMOUNT, sentence)

    def _in(self, entry: StatementEntry) -> LineMatch:
        sum_ = format_kr(entry.amount) if entry.currency == "DKK" else f"{entry.amount} {entry.currency}"
        ours = self.by_id.get(entry.end_to_end_id) if entry.end_to_end_id else None
        if entry.currency != "DKK":
            return _ask(entry, QuestionKind.CURRENCY, f"Der er kommet {sum_} ind. Hvad er det?", ours)
        if ours is None:
            return _ask(entry, QuestionKind.INCOMING, f"Der er kommet {sum_} ind. Hvad er det?")
        if entry.amount != ours.amount or entry.is_unexplained:
            sentence = f"Der er kommet {sum_} tilbage for {ours.end_to_end_id}, som lyder på {format_kr(ours.amount)}"
            return _ask(entry, QuestionKind.AMOUNT, sentence, ours)
        if self.now[ours.pk] != PaymentState.PAID:
            word = PaymentState(self.now[ours.pk]).label.lower()
            sentence = f"Der er kommet {sum_} tilbage for {ours.end_to_end_id}, som hos os er «{word}»."
            return _ask(entry, QuestionKind.LATE, sentence, ours)
        return LineMatch(entry, returned=ours, reason=entry.return_reason or SENT_BACK)


def _ask(
    entry: StatementEntry, kind: QuestionKind, sentence: str, ours: OurPayment | None = None
) -> LineMatch:
    said = entry.counterparty or entry.text
    full = f"{sentence} ({said})" if said else sentence
    return LineMatch(entry, doubt=Doubt(kind, full[:500], ours.pk if ours else None))


def added(entries: Iterable[StatementEntry], currency: str) -> Decimal:
    """What the lines did to the account."""
    return sum((one.amount for one in entries if one.currency == currency), ZERO)
