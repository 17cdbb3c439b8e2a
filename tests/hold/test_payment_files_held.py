"""What was decided to be paid, and what the bank is told, stays as it was; and without the protections it does not."""

from hashlib import sha256
from typing import Any

import psycopg
import pytest

from approvals.actions import download_batch_file as downloading
from approvals.actions.download_batch_file import CHANGED, download_batch_file
from approvals.models import Batch, BatchFile
from approvals.selectors import may_pay
from expenses.actions.save_payee import PayTo, save_own_account
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.payments import batch_of, sent
from tests.hold.invariants import broken_invariants
from tests.hold.sabotage import without_trigger
from tests.people import People, make_people

OTHERS = BankAccount("0000", "0000006666")


@pytest.fixture
def people(db: None) -> People:
    people = make_people()
    fund(people.cluster, "9000.00", by=people.sara)
    return people


def account_changed(people: People) -> Voucher:
    """Approved, and then the member's account becomes another before it is paid."""
    voucher = voucher_at(VoucherState.APPROVED, people)
    save_own_account(PayTo.bank(OTHERS), by=people.mette)
    return voucher


@pytest.mark.case("T006")
def test_another_account_holds_the_payment_and_changes_none(people: People) -> None:
    before = batch_of(voucher_at(VoucherState.APPROVED, people), people=people)
    voucher = account_changed(people)
    with pytest.raises(Refused, match=f"Bilag {voucher.number}: "):
        batch_of(voucher, people=people)
    payment = before.payments.get()
    assert (payment.reg_number, payment.account_number) == ("0000", "0000001234")
    _, content = download_batch_file(sent(before, people=people), by=people.sune)
    assert b"00000000001234" in content and OTHERS.account_number.encode() not in content
    assert broken_invariants() == []


@pytest.mark.twin("T006")
def test_without_the_question_it_is_paid_all_the_same(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(may_pay, "why_not_pay_to", lambda accounts: {})
    assert batch_of(account_changed(people), people=people).count == 1


def tampered(people: People) -> tuple[Batch, bytes]:
    """A released run in whose kept file somebody has put another account."""
    batch = sent(batch_of(voucher_at(VoucherState.APPROVED, people), people=people), people=people)
    changed = batch.file.sealed.open().replace(b"0000001234", b"0000006666")
    BatchFile.objects.filter(batch=batch).update(sealed=Sealed.of(changed))
    return batch, changed


@pytest.mark.case("T024")
def test_a_file_that_is_not_the_one_made_is_not_handed_out(people: People) -> None:
    batch, _ = tampered(people)
    made = batch.file.sealed
    with pytest.raises(Refused, match=CHANGED):
        download_batch_file(batch, by=people.sune)
    assert any("er ikke den fil, der blev dannet" in sentence for sentence in broken_invariants())
    BatchFile.objects.filter(batch=batch).update(sealed=made)


@pytest.mark.twin("T024")
def test_without_the_print_another_file_is_handed_out(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, changed = tampered(people)

    class Blind:
        def hexdigest(self) -> str:
            return batch.file.sha256

    monkeypatch.setattr(downloading, "sha256", lambda content: Blind())
    assert download_batch_file(batch, by=people.sune)[1] == changed


@pytest.mark.twin("T023")
@pytest.mark.django_db(transaction=True)
def test_without_the_guard_a_second_download_is_another_file(owner: psycopg.Connection[Any]) -> None:
    people = make_people()
    batch, changed = tampered(people)
    with without_trigger(owner, "approvals_batchfile", "approvals_batchfile_guard"):
        BatchFile.objects.filter(batch=batch).update(sha256=sha256(changed).hexdigest())
    assert download_batch_file(batch, by=people.sune)[1] == changed
