"""Two requests for mileage of one person, sent at the same instant: the high rate of a year is used once."""

from decimal import Decimal
from functools import partial

import pytest
from django.db.models import Sum

from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Trip
from tests.at_once import at_once
from tests.factories.fees import coordinators_contract
from tests.factories.mileage import own_drive, trip
from tests.people import make_people

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick_papers", "no_second_factor"),
]


def test_the_kilometres_of_a_year_are_not_used_twice():
    people = make_people()
    held = coordinators_contract(people, mileage=True)
    far = [
        own_drive(people, *[trip("1500", to=to) for _ in range(4)], contract=held) for to in ("Nord", "Syd")
    ]
    at_once([partial(submit_voucher, one, by=people.karen) for one in far])
    sent = Trip.objects.filter(voucher__state="submitted")
    assert sent.aggregate(km=Sum("km"), first=Sum("km_first"), paid=Sum("amount")) == {
        "km": Decimal("24000.0"),
        "first": Decimal("20000.0"),
        "paid": Decimal("87920.00"),
    }
