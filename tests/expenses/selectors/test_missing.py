"""What a voucher lacks before it can be sent."""

import pytest

from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import VoucherKind
from expenses.selectors.missing import what_is_missing
from klyngeokonomi.refused import Refused
from tests.factories.expenses import card_purchase, draft
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_an_outlay_that_became_an_invoice_asks_again_who_is_paid() -> None:
    people = make_people()
    voucher = draft(people)
    assert what_is_missing(voucher) == []
    voucher = edit_voucher(voucher, by=people.mette, kind=VoucherKind.INVOICE)
    assert [(one.step, one.field) for one in what_is_missing(voucher)] == [("payee", "payee")]
    with pytest.raises(Refused, match="Vælg igen, hvem der skal have pengene"):
        submit_voucher(voucher, by=people.mette)


def test_what_the_card_paid_is_paid_to_nobody_and_asks_whose_card_it_was() -> None:
    people = make_people()
    voucher = card_purchase(people, card_holder_is_claimant=None)
    assert (voucher.payee, voucher.payee_account) == (None, None)
    (missing,) = what_is_missing(voucher)
    assert (missing.step, missing.sentence) == ("details", "Sig, om kortet er dit eget.")
    voucher = edit_voucher(voucher, by=people.mette, card_holder_is_claimant=True)
    assert what_is_missing(voucher) == []
    voucher = edit_voucher(voucher, by=people.mette, kind=VoucherKind.OUTLAY)
    assert (voucher.card_holder_is_claimant, voucher.card_month_total_before) == (None, None)
    assert [one.step for one in what_is_missing(voucher)] == ["payee"]
