"""Which lines of the account are our payments, and which are asked about."""

import datetime
from decimal import Decimal

import pytest

from approvals.payment_files import matching
from approvals.payment_files.lines import EntryStatus, StatementEntry
from approvals.payment_files.matching import LineMatch, match_lines
from approvals.payment_files.ours import OurPayment
from approvals.states import PaymentState

ONE = OurPayment(1, "2026-1-1", "K1", "K1-BANK", Decimal("100.00"), PaymentState.ACCEPTED)
TWO = OurPayment(2, "2026-2-1", "K1", "K1-BANK", Decimal("50.00"), PaymentState.SCHEDULED)


def entry(amount: str, name: str = "", currency: str = "DKK", **fields) -> StatementEntry:
    return StatementEntry(
        bank_reference=f"{amount}{name}",
        amount=Decimal(amount),
        currency=currency,
        status=EntryStatus.BOOKED,
        booked_on=datetime.date(2026, 11, 20),
        end_to_end_id=name,
        **fields,
    )


def told(*entries, payments=(ONE, TWO)):
    """Each line as what it paid, what came back, or the kind of the question."""
    return [
        [one.pk for one in match.paid]
        or (f"back {match.returned.pk}" if match.returned else match.doubt.kind.value)
        for match in match_lines(entries, payments)
    ]


def with_state(payment: OurPayment, state: PaymentState, **fields) -> OurPayment:
    facts = {name: getattr(payment, name) for name in OurPayment.__dataclass_fields__}
    return OurPayment(**facts | {"state": state} | fields)


def test_what_fits_to_the_ore_is_paid_and_what_comes_back_later_has_left_before():
    assert told(entry("-100.00", ONE.end_to_end_id), entry("100.00", ONE.end_to_end_id)) == [[1], "back 1"]


def test_a_block_booked_as_one_sum_pays_all_that_is_due_in_it():
    assert told(entry("-150.00", payment_info_id="K1-BANK")) == [[1, 2]]
    assert told(entry("-150.00", message_id="K1")) == [[1, 2]]
    bounced = with_state(ONE, PaymentState.BOUNCED)
    assert told(entry("-50.00", payment_info_id="K1-BANK"), payments=(bounced, TWO)) == [[2]]
    assert told(entry("-150.00", payment_info_id="K1-BANK"), payments=(bounced, TWO)) == ["amount"]


@pytest.mark.case("T021")
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (entry("-100.01", ONE.end_to_end_id), "amount"),
        (entry("-100.00", ONE.end_to_end_id, is_unexplained=True), "amount"),
        (entry("-100.00", ONE.end_to_end_id, "EUR"), "currency"),
        (entry("-100.00", "2026-9-1"), "unknown"),
        (entry("-25.00"), "unknown"),
        (entry("-100.00", ONE.end_to_end_id, is_reversal=True), "unknown"),
        (entry("175200.00"), "incoming"),
        (entry("175200.00", currency="EUR"), "currency"),
        (entry("99.00", ONE.end_to_end_id), "amount"),
        (entry("100.00", ONE.end_to_end_id), "late"),
    ],
)
def test_what_does_not_fit_is_asked(line, kind):
    assert told(line) == [kind]


@pytest.mark.case("T021")
def test_a_payment_is_paid_by_one_line_and_the_next_is_asked():
    twice = [entry("-100.00", ONE.end_to_end_id), entry("-100.00", ONE.end_to_end_id)]
    assert told(*twice) == [[1], "late"]
    for state in (PaymentState.BOUNCED, PaymentState.CANCELLED):
        assert told(twice[0], payments=[with_state(ONE, state)]) == ["late"]
    shown = with_state(ONE, PaymentState.PAID, is_matched=True)
    assert told(twice[0], payments=[shown]) == ["late"]
    not_released = with_state(ONE, PaymentState.SCHEDULED, is_with_bank=False)
    assert told(twice[0], payments=[not_released]) == ["unknown"]
    (asked,) = match_lines([twice[0]], [shown])
    assert asked.doubt.sentence.replace("\xa0", " ") == (
        "Banken har betalt 100,00 kr. for 2026-1-1, som hos os er «udbetalt». Er den betalt to gange?"
    )
    assert asked.doubt.payment == 1


@pytest.mark.twin("T021")
def test_without_memory_the_second_line_is_taken_for_the_first(monkeypatch):
    monkeypatch.setattr(
        matching._Matching, "_one", lambda self, entry, ours, sum_: LineMatch(entry, paid=(ours,))
    )
    twice = [entry("-100.00", ONE.end_to_end_id), entry("-100.00", ONE.end_to_end_id)]
    assert told(*twice) == [[1], [1]]
