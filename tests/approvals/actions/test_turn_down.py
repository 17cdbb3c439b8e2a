"""A no is given to what stood on the screen, and to nothing that came after."""

import pytest

from approvals.actions.reject_voucher import reject_voucher
from approvals.models import Decision
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.selectors.content import seen_mark
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.expenses import voucher_at
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_what_was_mended_while_the_reason_was_written_is_not_rejected_for_good() -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    seen = seen_mark(voucher)
    reopen_voucher(voucher, by=people.mette)
    edit_voucher(voucher, by=people.mette, text="Taxa hjem")
    submit_voucher(voucher, by=people.mette)
    with pytest.raises(Refused, match="Se det igennem igen"):
        reject_voucher(voucher, by=people.karen, reason="Forkert tekst.", seen=seen)
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.SUBMITTED
    assert not Decision.objects.exists()
    reject_voucher(voucher, by=people.karen, reason="Nej.", seen=seen_mark(voucher))
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.REJECTED
