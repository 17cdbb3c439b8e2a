"""New tax figures at the instant the run is built: the payment is of the newest, or the figures come too late."""

from decimal import Decimal
from functools import partial

import pytest

from approvals.actions.enter_withholding import enter_withholding
from approvals.models import Payment, Withholding
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.payments import batch_of
from tests.factories.withholding import AM, approved_a_fee
from tests.hold.invariants import broken_invariants
from tests.hold.test_at_once import meeting_point
from tests.people import make_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_papers")]


def test_the_payment_is_of_the_newest_figures() -> None:
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    voucher = approved_a_fee(people)
    late = partial(enter_withholding, voucher, am_contribution=AM, a_tax=Decimal("100.00"), by=people.sune)
    with during({"batch.made": meeting_point()}):
        built, entered = at_once([partial(batch_of, voucher, people=people), late])
    payment, newest = Payment.objects.get(), Withholding.objects.first()
    assert payment.batch == built and payment.withholding == newest
    assert (payment.withheld, payment.gross) == (newest.total, voucher.gross)
    if isinstance(entered, Refused):
        assert "Annullér kørslen" in str(entered)
    else:
        assert newest == entered
    assert broken_invariants() == []
