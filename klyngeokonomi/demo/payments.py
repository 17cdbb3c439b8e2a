"""The year's payment runs: built by one secretary, released by the other, answered by a bank that is made up.

The last one waits for its release, and what was approved after it is ready to be paid.
"""

import datetime
import uuid
from collections.abc import Iterator

from django.utils import timezone

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.build_batch import build_batch
from approvals.actions.release_batch import release_batch
from approvals.actions.settle_payment import settle_payment
from approvals.models import BankAccount, Batch
from approvals.selectors.ready import ready_for
from approvals.transitions import move_batch
from clusters.models import User
from klyngeokonomi.danish.bank_days import next_bank_day
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.vouchers import Step

PAID = [(285, False), (185, True), (105, False)]
"""How many days ago a run was built, and whether the bank sent one of its payments back."""
WAITS = 1
IN_THE_LAST = 3
NO_SUCH_ACCOUNT = "Kontoen findes ikke længere (AC04)."


def paying_account() -> BankAccount:
    """Registration number 0000 is no bank's."""
    return BankAccount.objects.create(
        name="Klyngekontoen (opdigtet)",
        owner_name="PLO Prøve",
        owner_cvr="12345678",
        reg_number="0000",
        account_number="0000001000",
        iban="DK8100000000001000",
        bic="PROVDKKK",
        dialect="cgi_dk",
        is_default=True,
    )


def payments(maker: User, releaser: User) -> Iterator[Step]:
    """Everything that is ready is paid; of the last run only the first few."""
    for days, bounces in PAID:
        yield from _paid_run(maker, releaser, days, bounces=bounces)
    yield days_ago(WAITS, 14), lambda: _built(maker, most=IN_THE_LAST)


def _paid_run(maker: User, releaser: User, days: int, *, bounces: bool) -> Iterator[Step]:
    built: list[Batch] = []
    yield days_ago(days, 10), lambda: built.extend([_built(maker)])
    yield days_ago(days, 13), lambda: release_batch(built[0], by=releaser)
    yield days_ago(days, 13, 5), lambda: move_batch(_fresh(built[0]), "send")
    yield days_ago(days - 6, 9), lambda: _answered(_fresh(built[0]), bounces=bounces)


def _built(maker: User, most: int | None = None) -> Batch:
    day = next_bank_day(timezone.localdate())
    ready = ready_for(maker).ids[:most]
    return build_batch(ready, by=maker, execution_date=day, form_key=uuid.uuid4())


def _fresh(batch: Batch) -> Batch:
    return Batch.objects.get(pk=batch.pk)


def _answered(batch: Batch, *, bounces: bool) -> None:
    """The bank's answers to one run, the last of them a refusal when it `bounces`."""
    bank = bank_user()
    rows = list(batch.payments.select_related("batch").order_by("pk"))
    for payment in rows[: len(rows) - bounces]:
        reference = f"OPDIGTET-{payment.end_to_end_id}"
        day: datetime.date = batch.execution_date
        settle_payment(payment, by=bank, settled_on=day, bank_reference=reference)
    for payment in rows[len(rows) - bounces :]:
        bounce_payment(payment, by=bank, reason=NO_SUCH_ACCOUNT)
