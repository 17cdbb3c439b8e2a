"""Statements: whole or not at all, in line with the one before, money back, and lines that are asked about."""

import pytest

from approvals.actions.bank_user import bank_user
from approvals.actions.receive_bank_file import read_waiting, receive_bank_file
from approvals.models import BankLine, BankQuestion, BankStatement, Payment
from clusters.models import Account, Movement
from expenses.states import VoucherState
from klyngeokonomi.outbox.models import Message
from tests.at_once import at_once
from tests.factories.bank_files import back, block_out, camt053, out
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.payments import batch_of, sent
from tests.people import make_people


@pytest.fixture
def people(db):
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    return people


def payments(people, *amounts):
    vouchers = [voucher_at(VoucherState.APPROVED, people, amount=one) for one in amounts]
    return list(sent(batch_of(*vouchers, people=people), people=people).payments.order_by("pk"))


def receive(content, name="udtog.xml"):
    file = receive_bank_file(name, content, by=bank_user())
    return file.outcome, file.sentence.replace("\xa0", " ")


def test_money_that_comes_back_reverses_what_was_paid(people):
    (payment,) = payments(people, "100.00")
    name = payment.end_to_end_id
    receive(camt053(out("B1", name, "100.00"), back("B2", name, "100.00")))
    payment.refresh_from_db()
    assert (payment.state, payment.voucher.state) == ("bounced", "approved")
    assert (payment.bank_reason, payment.bank_reference) == (
        "Kontoen er lukket. Bed modtageren om en ny.",
        "B2",
    )
    assert payment.movement.reversed_by.kind == "bounce"
    account = Account.objects.get(cluster=people.cluster)
    assert (str(account.paid), str(account.reserved)) == ("0.00", "100.00")
    assert [line.payments.get() for line in BankLine.objects.all()] == [payment, payment]


def test_a_block_in_one_sum_pays_all_of_it(people):
    batch = payments(people, "100.00", "50.50")[0].batch
    receive(camt053(block_out("B1", f"{batch.message_id}-BANK", "150.50")))
    batch.refresh_from_db()
    assert (batch.state, BankLine.objects.get().payments.count()) == ("closed", 2)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (camt053(out("B1", "x", "5.00")).replace(b"995.00", b"996.00"), "Intet er læst"),
        (camt053(out("B1", "x", "5.00"))[:700], "Filen er ikke gyldig XML"),
        (camt053(account="DK5000400440116243"), "som ikke er en af klyngernes konti"),
        (b"<Document/>", "Filen er hverken bankens svar"),
        (b"Dato;Tekst\n", ""),
    ],
)
def test_what_cannot_be_read_is_kept_with_its_sentence_and_books_nothing(people, content, sentence):
    payments(people, "5.00")
    before = Movement.objects.count()
    outcome, told = receive(content)
    assert (outcome, BankStatement.objects.count(), Movement.objects.count()) == ("refused", 0, before)
    assert sentence in told
    assert receive(content, "samme igen.xml") == (outcome, told)
    assert Message.objects.filter(key__startswith="bank_file:").count() == 1


def test_a_statement_waits_for_the_one_before_it(people):
    (payment,) = payments(people, "100.00")
    receive(camt053(number=1, opening="1000.00", day="2026-11-18"))
    third = camt053(out("B2", payment.end_to_end_id, "100.00"), number=3, opening="900.00", day="2026-11-20")
    outcome, told = receive(third)
    assert (outcome, told) == (
        "waiting",
        "Kontoudtog UDTOG-3 begynder med 900,00 kr., og det forrige sluttede med 1.000,00 kr. Det læses, når det, "
        "der mangler imellem, er kommet.",
    )
    assert receive(camt053(out("B1", "", "100.00"), number=2, day="2026-11-19"))[0] == "read"
    assert read_waiting(by=bank_user()) == 1
    payment.refresh_from_db()
    assert payment.state == "paid"


def test_lines_read_before_are_passed_over(people):
    first, second = payments(people, "100.00", "50.00")
    one = out("B1", first.end_to_end_id, "100.00")
    receive(camt053(one))
    assert receive(camt053(one, number=2))[1] == "Kontoudtog UDTOG-2: alle linjer er læst før."
    receive(camt053(one, out("B2", second.end_to_end_id, "50.00"), number=3))
    assert list(BankLine.objects.order_by("pk").values_list("bank_reference", flat=True)) == ["B1", "B2"]
    assert set(Payment.objects.values_list("state", flat=True)) == {"paid"}


def test_each_doubt_is_asked_once(people):
    (payment,) = payments(people, "100.00")
    name = payment.end_to_end_id
    receive(
        camt053(out("B1", name, "100.01"), out("B2", name, "100.00", "EUR"), back("B3", "", "500.00", ""))
    )
    asked = BankQuestion.objects.order_by("pk").values_list("kind", "payment", "line__outcome")
    assert list(asked) == [
        ("amount", payment.pk, "asked"),
        ("currency", payment.pk, "asked"),
        ("incoming", None, "asked"),
    ]
    payment.refresh_from_db()
    assert payment.state == "scheduled"


def test_the_number_of_queries_does_not_grow_with_the_lines(people, django_assert_num_queries):
    one, *three = payments(people, "10.00", "20.00", "30.00", "40.00")
    by = bank_user()
    receive(camt053(out("A1", one.end_to_end_id, "10.00"), opening="500.00"))
    lines = [
        out(f"B{place}", payment.end_to_end_id, f"{payment.amount}") for place, payment in enumerate(three)
    ]
    with django_assert_num_queries(QUERIES):
        receive_bank_file("en", camt053(lines[0], number=2, opening="490.00"), by=by)
    with django_assert_num_queries(QUERIES + CLOSES):
        receive_bank_file("to", camt053(*lines[1:], number=3, opening="470.00"), by=by)


QUERIES, CLOSES = 34, 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.case("T021")
def test_the_same_answer_read_by_two_at_once_has_one_outcome():
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    (payment,) = payments(people, "100.00")
    content, by = camt053(out("B1", payment.end_to_end_id, "100.00")), bank_user()
    files = at_once([lambda: receive_bank_file("udtog", content, by=by)] * 2)
    assert {(one.pk, one.outcome) for one in files} == {(files[0].pk, "read")}
    assert (Movement.objects.filter(kind="pay").count(), BankStatement.objects.count()) == (1, 1)
    assert Message.objects.filter(key=f"payment:{payment.pk}:paid").count() == 1
