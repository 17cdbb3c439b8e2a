"""A changed account waits for a second person, and so does its payee; the database holds to it too."""

import pytest
from django.db import IntegrityError, connection, transaction

from expenses.actions.confirm_account import confirm_account, refuse_account
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.models import AccountConfirmation, PayeeAccount
from expenses.policy import paying_to
from expenses.selectors.payable import why_not_pay_to
from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.danish.fik import FikLine
from klyngeokonomi.refused import Refused

OLD, NEW = (PayTo.bank(BankAccount("0000", f"000000{end}")) for end in ("1234", "5678"))
OLD_AS_IBAN = PayTo.of_iban("DK5700000000001234")


def line(payment_id: str, creditor: str = "81234567") -> PayTo:
    return PayTo.fik(FikLine("71", payment_id.zfill(15), creditor))


def test_another_account_holds_the_payee_until_it_is_confirmed(people, django_assert_num_queries):
    first, second = (save_own_account(to, by=people.mette) for to in (OLD, NEW))
    other = save_own_account(OLD, by=people.karen)
    assert (first.replaces, second.replaces) == (None, first)
    with django_assert_num_queries(1):
        held = why_not_pay_to([first, second, other])
    assert held == {first.pk: paying_to.CHANGE_WAITS, second.pk: paying_to.NOT_CONFIRMED}
    confirm_account(second, by=people.sara)
    assert why_not_pay_to([first, second, other]) == {}
    row = Record.objects.get(act="account_confirmed")
    assert (row.by, row.text) == (people.sara, "Mette Medlem: •••• 5678")


def test_a_refused_account_is_never_paid_and_holds_nobody(people):
    first, second = (save_own_account(to, by=people.mette) for to in (OLD, NEW))
    with pytest.raises(Refused, match=r"^Skriv, hvorfor kontoen afvises\.$"):
        refuse_account(second, by=people.sara, reason=" ")
    refuse_account(second, by=people.sara, reason="Mette kender den ikke.")
    assert why_not_pay_to([first, second]) == {second.pk: paying_to.REFUSED}
    with pytest.raises(Refused, match=r"^Der er allerede svaret om kontoen\.$"):
        confirm_account(second, by=people.sune)
    third = save_own_account(PayTo.bank(BankAccount("0000", "0000007777")), by=people.mette)
    assert third.replaces == first


def test_the_same_place_typed_otherwise_is_no_change(people):
    first = save_own_account(OLD, by=people.mette)
    same = save_own_account(OLD_AS_IBAN, by=people.mette)
    assert (same.destination, same.replaces) == (first.destination, None)


def test_a_suppliers_lines_are_one_place_and_are_answered_together(people):
    def paid(to: PayTo, name: str = "Prøveby Kro") -> PayeeAccount:
        return save_supplier_account(people.cluster, by=people.karen, name=name, to=to)

    first, next_bill = paid(line("18")), paid(line("26"))
    assert (next_bill.payee, next_bill.replaces) == (first.payee, None)
    changed, more = paid(line("18", "89999999"), name="PRØVEBY  kro"), paid(line("26", "89999999"))
    assert (changed.payee, changed.replaces, more.replaces) == (first.payee, next_bill, next_bill)
    confirm_account(more, by=people.sara)
    assert set(AccountConfirmation.objects.values_list("account", flat=True)) == {changed.pk, more.pk}


def test_who_may_answer(people):
    save_own_account(OLD, by=people.sara)
    own = save_own_account(NEW, by=people.sara)
    save_own_account(OLD, by=people.mette)
    theirs = save_own_account(NEW, by=people.mette)
    for user, account, sentence in (
        (people.karen, theirs, "Det kan kun PLO's klyngesekretariat."),
        (people.rikke, theirs, "Det kan kun PLO's klyngesekretariat."),
        (people.sara, own, "Det er din egen konto. En kollega skal bekræfte den."),
        (people.sara, theirs.replaces, "Kontoen er modtagerens første og skal ikke bekræftes."),
    ):
        with pytest.raises(Refused, match=sentence):
            confirm_account(account, by=user)
    for user, account in ((people.mette, theirs), (people.sara, own)):
        with pytest.raises(IntegrityError, match="another than who entered it"), transaction.atomic():
            AccountConfirmation.objects.create(account=account, confirmed=True, by=user)
    assert confirm_account(own, by=people.sune).confirmed


def test_the_database_changes_no_account_and_no_answer(people):
    save_own_account(OLD, by=people.mette)
    account = save_own_account(NEW, by=people.mette)
    confirm_account(account, by=people.sara)
    for statement in (
        "UPDATE expenses_payeeaccount SET account_number = '0000009999'",
        "UPDATE expenses_payeeaccount SET replaces_id = NULL",
        "DELETE FROM expenses_accountconfirmation",
    ):
        with pytest.raises(Exception, match=r"only added to|permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
