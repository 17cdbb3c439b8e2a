"""A statement from the bank: read whole or not at all, each line once; what fits our payments pays or bounces them."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from approvals.actions.ask_about_bank import ask_about_bank
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.locked_batch import locked_payments
from approvals.actions.send_batch import mark_sent
from approvals.actions.settle_payment import Settlement, settle_locked
from approvals.enums import LineOutcome
from approvals.models import BankAccount, BankFile, BankLine, BankStatement, Payment
from approvals.payment_files.lines import EntryStatus, StatementEntry, StatementFacts, Unreadable
from approvals.payment_files.matching import LineMatch, added, match_lines
from approvals.selectors.our_payments import as_ours, named_in, shown_paid
from klyngeokonomi.act import part
from klyngeokonomi.danish.cpr_in_text import mask_cpr
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@part
def read_statement(file: BankFile, facts: StatementFacts, *, by: "User") -> str:
    """Gives the Danish sentence of what became of it. Lines read before are passed over.

    Raises Unreadable for what can never be read, and Refused while an earlier statement is missing.
    """
    account = _account(facts.account)
    if facts.currency != "DKK":
        raise Unreadable(f"Kontoudtoget er i {facts.currency}, og klyngernes konto er i kroner.")
    booked = [one for one in facts.entries if one.status == EntryStatus.BOOKED]
    if facts.opening + added(booked, facts.currency) != facts.closing:
        raise Unreadable(f"Kontoudtog {facts.statement_id} går ikke op. Intet er læst.")
    new, opening = _unread(account, booked, facts)
    if not new and booked:
        return f"Kontoudtog {facts.statement_id}: alle linjer er læst før."
    _refuse_gap(account, facts, opening)
    statement = BankStatement.objects.create(
        bank_account=account,
        file=file,
        statement_id=_free_id(account, facts.statement_id, file),
        first_day=facts.from_date,
        last_day=facts.to_date,
        opening=opening,
        closing=facts.closing,
    )
    return _matched(statement, new, by=by)


def _matched(statement: BankStatement, new: Sequence[StatementEntry], *, by: "User") -> str:
    """The lines beside our payments, and what follows from each."""
    payments = {one.pk: one for one in locked_payments(named_in(new))}
    shown = shown_paid(payments)
    matches = match_lines(new, [as_ours(one, shown) for one in payments.values()])
    lines = _lines(statement, matches)
    _link(lines, matches)
    _carry_out(matches, payments, by=by)
    asked = ask_about_bank(
        [
            (f"line:{statement.bank_account_id}:{one.entry.bank_reference}", one.doubt, line)
            for one, line in zip(matches, lines, strict=True)
            if one.doubt
        ],
        file=statement.file,
    )
    paid = sum(len(one.paid) for one in matches)
    back = sum(one.returned is not None for one in matches)
    return f"{statement}: {paid} betalt, {back} sendt tilbage, {asked} nye spørgsmål."


def _account(number: str) -> BankAccount:
    """Locked: the statements of one account are read one at a time. Raises Unreadable."""
    held = BankAccount.objects.select_for_update()
    found = held.filter(Q(iban=number) | Q(reg_number=number[:4], account_number=number[4:])).first()
    if found is None:
        raise Unreadable(f"Kontoudtoget er for konto •••• {number[-4:]}, som ikke er en af klyngernes konti.")
    return found


def _unread(
    account: BankAccount, booked: Sequence[StatementEntry], facts: StatementFacts
) -> tuple[list[StatementEntry], Decimal]:
    """The lines nobody has read, payment by payment, and the balance they begin at."""
    singles = [replaced for one in booked for replaced in one.singles]
    references = [one.bank_reference for one in singles]
    known = set(
        BankLine.objects.filter(bank_account=account, bank_reference__in=references).values_list(
            "bank_reference", flat=True
        )
    )
    read_before = [one for one in singles if one.bank_reference in known]
    new = [one for one in singles if one.bank_reference not in known]
    return new, facts.opening + added(read_before, facts.currency)


def _refuse_gap(account: BankAccount, facts: StatementFacts, opening: Decimal) -> None:
    last = BankStatement.objects.filter(bank_account=account).order_by("-last_day", "-pk").first()
    if last is not None and last.closing != opening:
        raise Refused(
            f"Kontoudtog {facts.statement_id} begynder med {format_kr(opening)}, og det forrige sluttede med "
            f"{format_kr(last.closing)} Det læses, når det, der mangler imellem, er kommet."
        )


def _free_id(account: BankAccount, name: str, file: BankFile) -> str:
    """A statement sent again with more lines in it has the number of the first."""
    taken = BankStatement.objects.filter(bank_account=account, statement_id=name[:100]).exists()
    return f"{name[:80]} (fil {file.pk})" if taken else name[:100]


def _lines(statement: BankStatement, matches: Sequence[LineMatch]) -> list[BankLine]:
    return BankLine.objects.bulk_create(
        (
            BankLine(
                statement=statement,
                bank_account_id=statement.bank_account_id,
                place=place,
                bank_reference=one.entry.bank_reference,
                amount=one.entry.amount,
                currency=one.entry.currency,
                booked_on=_day(one.entry, statement),
                text=mask_cpr(one.entry.text)[:500],
                counterparty=mask_cpr(one.entry.counterparty)[:200],
                end_to_end_id=one.entry.end_to_end_id[:35],
                payment_info_id=one.entry.payment_info_id[:35],
                outcome=LineOutcome.ASKED if one.doubt else LineOutcome.MATCHED,
            )
            for place, one in enumerate(matches, start=1)
        ),
        batch_size=500,
    )


def _day(entry: StatementEntry, statement: BankStatement) -> datetime.date:
    return entry.booked_on or entry.value_date or statement.last_day


def _link(lines: Sequence[BankLine], matches: Sequence[LineMatch]) -> None:
    """Each line to its payments, and so back."""
    link = BankLine.payments.through
    link.objects.bulk_create(
        (
            link(bankline_id=line.pk, payment_id=payment.pk)
            for line, one in zip(lines, matches, strict=True)
            for payment in (*one.paid, *([one.returned] if one.returned else []))
        ),
        batch_size=500,
    )


def _carry_out(matches: Sequence[LineMatch], payments: dict[int, Payment], *, by: "User") -> None:
    """All that left first: what came back in the same statement had left before."""
    settlements = [
        Settlement(
            payments[ours.pk],
            one.entry.booked_on or one.entry.value_date,
            one.entry.bank_reference[:100],
        )
        for one in matches
        for ours in one.paid
        if not payments[ours.pk].movement_id
    ]
    for batch in {payments[one.payment.pk].batch for one in settlements}:
        mark_sent(batch)
    if settlements:
        settle_locked(settlements, by=by)
    for one in matches:
        if one.returned:
            bounce_payment(
                payments[one.returned.pk],
                by=by,
                reason=one.reason[:500],
                bank_reference=one.entry.bank_reference[:100],
            )
