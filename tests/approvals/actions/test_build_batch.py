"""A run costs the same statements however many payments there are, and NemKonto's number stands in its file alone."""

import uuid
from typing import Any

import pytest
from django.core import serializers

from approvals.actions.build_batch import build_batch
from approvals.actions.cancel_batch import cancel_batch
from approvals.actions.release_batch import release_batch
from approvals.models import Batch, BatchFile, Payment
from approvals.payment_files.schema import validate
from approvals.permissions import why_not_release_batch, why_not_schedule
from expenses.actions.save_nemkonto import opt_out, save_own_nemkonto, save_supplier_nemkonto
from expenses.actions.save_payee import PayTo, save_supplier_account
from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.policy.paying_to import OPTED_OUT
from expenses.states import VoucherState
from klyngeokonomi.danish.fik import parse_fik
from klyngeokonomi.refused import Refused
from tests.factories.expenses import voucher_at
from tests.factories.payments import a_bank_day, batch_of, paying_account
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
STATEMENTS = 18
CPR = "7001019999"


@pytest.fixture
def people() -> People:
    return make_people()


def test_one_and_three_cost_the_same(people: People, django_assert_num_queries: Any) -> None:
    paying_account()
    first, *rest = (voucher_at(VoucherState.APPROVED, people) for _ in range(5))
    batch_of(first, people=people)
    for vouchers in (rest[:1], rest[1:]):
        with django_assert_num_queries(STATEMENTS):
            build_batch(vouchers, by=people.sara, execution_date=a_bank_day(), form_key=uuid.uuid4())


def test_every_method_is_told_to_the_bank_and_no_number_is_kept_in_the_open(people: People) -> None:
    cluster, mette = people.cluster, people.mette
    line = parse_fik("+71<000000000000018+81234567<")
    accounts = {
        save_own_nemkonto(CPR, by=mette): VoucherKind.OUTLAY,
        save_supplier_nemkonto(cluster, by=mette, name="Kro", cvr="13585628"): VoucherKind.INVOICE,
        save_supplier_account(cluster, by=mette, name="Hotel", to=PayTo.fik(line)): VoucherKind.INVOICE,
    }
    vouchers = [
        voucher_at(VoucherState.APPROVED, people, payee=to.payee, payee_account=to, kind=kind)
        for to, kind in accounts.items()
    ]
    batch = batch_of(*vouchers, people=people)
    content = batch.file.sealed.open()
    validate(content)
    for told in (CPR, "13585628", "81234567"):
        assert told.encode() in content
    for model in (Batch, BatchFile, Payment):
        assert CPR not in serializers.serialize("json", model.objects.all())
    assert CPR.encode() not in batch.file.sealed.token


def test_who_leaves_nemkonto_after_the_run_was_built_is_not_paid_there(people: People) -> None:
    to = save_own_nemkonto(CPR, by=people.mette)
    voucher = voucher_at(VoucherState.APPROVED, people, payee=to.payee, payee_account=to)
    batch = batch_of(voucher, people=people)
    assert why_not_release_batch(people.sune, batch) is None
    opt_out(to, by=people.mette)
    with pytest.raises(Refused, match="har fravalgt NemKonto"):
        release_batch(batch, by=people.sune)
    cancel_batch(batch, by=people.sara, reason="Mette har fravalgt NemKonto.")
    assert why_not_schedule(people.sara, Voucher.objects.get(pk=voucher.pk)) == OPTED_OUT
