from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from clusters.models import User
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.enums import PayMethod
from expenses.models import Payee, PayeeAccount
from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.danish.fik import FikLine
from klyngeokonomi.refused import Refused
from tests.people import make_people

OLD = PayTo.bank(BankAccount("0000", "0000001234"))
NEW = PayTo.bank(BankAccount("0000", "0000005678"))
FIK = PayTo.fik(FikLine("71", "000000000000018", "81234567"))


def test_own_account_is_a_row_that_stays_when_a_new_one_comes(people):
    first = save_own_account(OLD, by=people.mette)
    second = save_own_account(NEW, by=people.mette)
    assert (first.payee, first.payee.person, first.payee.name) == (
        second.payee,
        people.mette.person,
        "Mette Medlem",
    )
    assert [account.account_number for account in first.payee.accounts.all()] == ["0000005678", "0000001234"]


def test_the_same_account_again_is_the_same_row_and_is_logged_once(people):
    first = save_own_account(OLD, by=people.mette)
    assert save_own_account(OLD, by=people.mette) == first
    row = Record.objects.get(act="payee_changed")
    assert (row.by, row.subject_id, row.text) == (people.mette, str(first.pk), "Mette Medlem: •••• 1234")


def test_a_payment_line_is_no_account_of_ones_own(people):
    with pytest.raises(Refused, match="hører til en faktura"):
        save_own_account(FIK, by=people.mette)
    assert not PayeeAccount.objects.exists()


def test_supplier_is_the_clusters_and_known_again_by_name_and_cvr(people):
    first = save_supplier_account(
        people.cluster, by=people.mette, name=" Prøveby  Kro ", to=FIK, cvr="13585628"
    )
    second = save_supplier_account(
        people.cluster, by=people.karen, name="Prøveby Kro", to=OLD, cvr="13585628"
    )
    assert first.payee == second.payee
    assert (first.payee.name, first.payee.cluster, first.payee.person) == (
        "Prøveby Kro",
        people.cluster,
        None,
    )
    assert str(first) == "+71<000000000000018+81234567<"


@pytest.mark.parametrize("who", ["frede", "sara", "rikke", "ove"])
def test_only_the_cluster_has_suppliers_there(people, who):
    with pytest.raises(Refused, match="Du skal være med i klyngen"):
        save_supplier_account(people.cluster, by=getattr(people, who), name="Kro", to=FIK)
    assert not Payee.objects.exists()


def test_a_supplier_has_a_name(people):
    with pytest.raises(Refused, match=r"Skriv leverandørens navn\."):
        save_supplier_account(people.cluster, by=people.mette, name="  ", to=FIK)


def test_iban_is_kept_in_one_piece(people):
    account = save_own_account(PayTo.of_iban("DK5000400440116243"), by=people.mette)
    assert (account.method, account.iban, account.masked) == (
        PayMethod.IBAN,
        "DK5000400440116243",
        "•••• 6243",
    )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_payee_and_one_account():
    people = make_people()

    def save(_):
        try:
            return save_own_account(OLD, by=User.objects.get(pk=people.mette.pk)).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(save, range(4)))) == 1
    assert (Payee.objects.count(), PayeeAccount.objects.count()) == (1, 1)
