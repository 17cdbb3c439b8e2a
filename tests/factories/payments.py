"""Payment runs, reached through the real acts."""

import datetime
import itertools
import uuid

from django.utils import timezone

from approvals.actions.bank_user import bank_user
from approvals.actions.build_batch import build_batch
from approvals.actions.release_batch import release_batch
from approvals.actions.settle_payment import settle_payment
from approvals.models import BankAccount, Batch, Payment
from approvals.transitions import move_batch
from expenses.models import Voucher
from klyngeokonomi.danish.bank_days import next_bank_day
from tests.people import People

_references = itertools.count(1)


def paying_account() -> BankAccount:
    """PLO's own account in the tests; 0000 is no bank's registration number."""
    found, _ = BankAccount.objects.get_or_create(
        reg_number="0000",
        account_number="0000009999",
        defaults={
            "name": "Klyngekonto (prøve)",
            "owner_name": "PLO Prøve",
            "owner_cvr": "12345678",
            "iban": "DK9300000000009999",
            "bic": "PROVDKKK",
            "dialect": "cgi_dk",
            "is_default": True,
        },
    )
    return found


def a_bank_day() -> datetime.date:
    return next_bank_day(timezone.localdate())


def batch_of(*vouchers: Voucher, people: People, day: datetime.date | None = None) -> Batch:
    """Built by Sara, waiting to be released; to be paid on the next bank day."""
    paying_account()
    return build_batch(vouchers, by=people.sara, execution_date=day or a_bank_day(), form_key=uuid.uuid4())


def sent(batch: Batch, *, people: People) -> Batch:
    """Released by Sune, and with the bank."""
    batch = release_batch(batch, by=people.sune)
    move_batch(batch, "send")
    return batch


def paid_by_bank(payment: Payment, *, people: People) -> Payment:
    if payment.batch.released_at is None:
        sent(payment.batch, people=people)
    payment.refresh_from_db()
    settle_payment(
        payment,
        by=bank_user(),
        settled_on=timezone.localdate(),
        bank_reference=f"PRØVE-{next(_references)}",
    )
    payment.refresh_from_db()
    return payment
