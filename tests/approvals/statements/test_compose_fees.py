"""Fee statements from plain records: the difference between what is paid and what is told."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from approvals.enums import StatementKind
from approvals.statements import compose_fees as composing
from approvals.statements.compose_fees import Draft, compose_fees, left_out
from approvals.statements.fee_facts import Before, FeeFacts, Links, Paid, Told
from approvals.statements.fee_records import Payer, Receiver, Reported, Totals, read_printed
from approvals.statements.records import DoesNotAddUp

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
KAREN = Receiver("Karen Koordinator", "cpr", "700101-XXXX")
PLO = Payer("PLO Prøve", "12345678")


def kr(text: str) -> Decimal:
    return Decimal(text)


def paid(number: int, amount: str = "1000.00", day: date = date(2026, 5, 12), **fields: object) -> Paid:
    """B-income of Karen's, unless told otherwise."""
    links = Links(payment=number, movement=number + 100, voucher=number + 200, cluster=1)
    whole = {
        "key": "karen",
        "payee": 1,
        "receiver": KAREN,
        "name": "Karen Koordinator",
        "links": links,
        "is_mileage": False,
        "income_kind": "b",
        "voucher": f"2026-{number:05}",
        "payment": f"E{number}",
        "movement": str(number),
        "cluster": "Klynge Prøveby",
        "paid_on": day,
        "text": "Arbejde som koordinator",
        "detail": "1 time à 1.000,00 kr.",
        "amount": kr(amount),
        "withheld": kr("0.00"),
        "movement_amount": kr(amount),
    }
    return Paid(**(whole | fields))


def a_fee(number: int) -> Paid:
    """10.000 kr. gross: 800 in AM-bidrag, 3.680 in A-skat."""
    return paid(
        number,
        "5520.00",
        income_kind="a",
        withheld=kr("4480.00"),
        movement_amount=kr("10000.00"),
        am_contribution=kr("800.00"),
        a_tax=kr("3680.00"),
    )


class Issuing:
    """Keeps what is issued, as the tables do, and composes the difference."""

    def __init__(self) -> None:
        self.issued: list[tuple[str, Draft]] = []

    def run(self, *payments: Paid, last: date = date(2026, 12, 31)) -> list[Draft]:
        """With the payments that stand as paid now; what is told and not among them has bounced."""
        now = {one.links.payment for one in payments}
        told = {
            links.payment: (number, draft, line, links)
            for number, draft in self.issued
            for line, links in zip(draft.lines, draft.links, strict=True)
            if links.reverses is None
        }
        back = {links.reverses for _, draft in self.issued for links in draft.links if links.reverses}
        gone = tuple(
            Told(
                draft.key,
                draft.payee,
                draft.receiver,
                draft.month,
                number,
                replace(links, reverses=links.payment),
                line,
            )
            for payment, (number, draft, line, links) in told.items()
            if payment not in now | back
        )
        before = {
            (draft.key, draft.month): Before(place, number, draft.sequence)
            for place, (number, draft) in enumerate(self.issued)
        }
        year: dict[tuple[str, int], Totals] = {}
        for _, draft in self.issued:
            key = draft.key, draft.month.year
            year[key] = year.get(key, Totals()) + draft.totals
        new = tuple(one for one in payments if one.links.payment not in told and one.paid_on <= last)
        drafts = compose_fees(FeeFacts(new, gone, before, year))
        self.issued += [(f"L2026-{len(self.issued) + place:05}", one) for place, one in enumerate(drafts, 1)]
        return drafts


def test_an_ordinary_statement_adds_up_and_says_what_is_reported() -> None:
    taxed = paid(3, "300.00", is_mileage=True)
    free = paid(2, "394.00", is_mileage=True, income_kind="a")
    (draft,) = Issuing().run(a_fee(1), free, taxed, paid(4, "0.01"))
    assert (draft.month, draft.sequence, draft.kind) == (MAY, 1, StatementKind.ORDINARY)
    assert [(one.kind, one.field, one.amount) for one in draft.lines] == [
        ("fee_a", 13, kr("10000.00")),
        ("mileage_free", 48, kr("394.00")),
        ("mileage_taxed", 38, kr("300.00")),
        ("fee_b", 36, kr("0.01")),
    ]
    assert draft.totals == Totals(kr("10300.01"), kr("394.00"), kr("800.00"), kr("3680.00"))
    assert draft.totals.net == kr("6214.01") == kr("5520") + kr("394") + kr("300") + kr("0.01")
    printed = draft.printed(number="L2026-00001", issued_on=date(2026, 6, 1), payer=PLO)
    assert {(one.field, one.amount) for one in printed.reported} == {
        (13, kr("10000.00")),
        (15, kr("3680.00")),
        (16, kr("800.00")),
        (36, kr("0.01")),
        (38, kr("300.00")),
        (48, kr("394.00")),
    }
    assert printed.reported[0] == Reported(13, "A-indkomst, hvoraf der betales AM-bidrag", kr("10000.00"))
    assert (printed.year, printed.corrects) == (draft.totals, "")
    assert read_printed(printed.as_json()) == printed


def test_one_person_in_two_clusters_gets_one_statement_and_two_people_two() -> None:
    elsewhere = replace(paid(2), cluster="Klynge Andenby", links=Links(2, 102, 202, cluster=2))
    assert [len(one.lines) for one in Issuing().run(paid(1), elsewhere)] == [2]
    assert [one.key for one in Issuing().run(paid(1), replace(elsewhere, key="otto"))] == ["karen", "otto"]


def test_run_twice_tells_nothing_more() -> None:
    books = Issuing()
    assert len(books.run(paid(1), paid(2))) == 1
    assert books.run(paid(1), paid(2)) == []


def test_what_bounced_is_taken_back_in_its_own_month() -> None:
    books = Issuing()
    books.run(a_fee(1), paid(2))
    (back,) = books.run(paid(2))
    assert (back.month, back.sequence, back.kind) == (MAY, 2, StatementKind.CORRECTION)
    assert back.corrects == Before(0, "L2026-00001", 1)
    (line,) = back.lines
    assert (line.amount, line.am_contribution, line.a_tax) == (kr("-10000"), kr("-800"), kr("-3680"))
    assert (line.reverses, back.links[0].reverses) == ("L2026-00001", 1)
    assert (back.totals.net, back.year.net) == (kr("-5520.00"), kr("1000.00"))
    assert books.run(paid(2)) == []
    again = books.run(paid(2), paid(3, day=date(2026, 6, 12)))
    assert [(one.month, one.sequence, one.year.net) for one in again] == [(JUNE, 1, kr("2000.00"))]


def test_what_is_known_late_is_told_in_the_month_it_was_paid() -> None:
    books = Issuing()
    books.run(paid(1))
    (late,) = books.run(paid(1), paid(2, "50.00"))
    assert (late.month, late.sequence, late.totals.net) == (MAY, 2, kr("50.00"))
    drafts = books.run(paid(1), paid(2, "50.00"), paid(3, key="otto"), paid(4, day=date(2026, 6, 30)))
    assert [(one.key, one.month, one.sequence) for one in drafts] == [("otto", MAY, 1), ("karen", JUNE, 1)]


def test_paid_and_bounced_before_the_run_is_nothing() -> None:
    assert Issuing().run() == []


def test_the_year_so_far_ends_with_december_and_counts_corrections() -> None:
    books = Issuing()
    december, january = paid(1, day=date(2026, 12, 30)), paid(2, day=date(2027, 1, 4))
    books.run(paid(9), december, last=date(2026, 12, 31))
    both = books.run(paid(9), january, paid(3, "20.00", date(2026, 12, 31)), last=date(2027, 1, 31))
    assert [(one.month, one.sequence, one.year.net) for one in both] == [
        (date(2026, 12, 1), 2, kr("1020.00")),
        (date(2027, 1, 1), 1, kr("1000.00")),
    ]


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (replace(paid(1), receiver=None), "Skat kender ikke modtageren"),
        (replace(paid(1), income_kind=""), "Det er ikke afgjort"),
        (replace(paid(1), movement_amount=kr("999.99")), r"giver 1\.000,00 kr\., men .* trukket for 999,99"),
        (replace(a_fee(1), income_kind="b"), r"tilbageholdt 4\.480,00 kr\. af noget, der ikke er A-indkomst"),
        (replace(a_fee(1), a_tax=kr("3679.99")), r"tilsammen 4\.479,99 kr\."),
    ],
)
def test_a_payment_that_contradicts_itself_waits_alone(fact: Paid, sentence: str) -> None:
    facts = FeeFacts(paid=(fact, paid(2)))
    (draft,) = compose_fees(facts)
    assert [one.payment for one in draft.lines] == ["E2"]
    (out,) = left_out(facts)
    assert out.paid == fact
    assert re.search(sentence, out.sentence)


def test_lines_that_differ_from_the_payments_are_no_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "why_not_told", lambda paid: None)
    with pytest.raises(DoesNotAddUp, match=r"giver 999,99 kr\. udbetalt, men betalingerne 1\.000,00 kr\."):
        compose_fees(FeeFacts(paid=(replace(paid(1), movement_amount=kr("999.99")),)))
