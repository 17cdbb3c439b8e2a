"""What is read under the lock is what the one before left, related rows and all."""

import threading
import time

import pytest
from django.db import connection, transaction

from expenses.actions.locked_voucher import locked_voucher
from expenses.models import PayeeAccount, Voucher
from tests.factories.expenses import draft
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True)


def waiting_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None


def test_the_account_that_another_chose_meanwhile_comes_with_the_row() -> None:
    voucher = draft(make_people())
    new = PayeeAccount.objects.get(pk=voucher.payee_account_id)
    new.pk, new.account_number, new._state.adding = None, "0000009999", True
    new.save()
    found: list[Voucher] = []

    def second() -> None:
        with transaction.atomic():
            found.append(locked_voucher(voucher))
        connection.close()

    with transaction.atomic():
        first = locked_voucher(voucher)
        first.payee_account = new
        first.save(update_fields=["payee_account"])
        thread = threading.Thread(target=second)
        thread.start()
        for _ in range(200):
            if waiting_for_a_lock():
                break
            time.sleep(0.02)
        else:
            pytest.fail("the second never came to wait")
    thread.join()
    assert found[0].payee_account_id == new.pk
    assert found[0].payee_account == new
