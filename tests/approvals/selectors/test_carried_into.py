"""What stood at the end of the year is seen in the next, from the kept balances."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from approvals.selectors.account import carried_into
from clusters.ledger.reservation import reserve
from tests.factories.clusters import confirm_opening, fund
from tests.people import make_people


@pytest.mark.django_db
def test_available_and_reserved_are_carried_over(client) -> None:
    people = make_people()
    with time_machine.travel("2026-12-31T23:30:00+01:00", tick=False):
        fund(people.cluster, "1000.00", by=people.sara)
        reserve(people.cluster.pk, "voucher:1", Decimal("300.00"), text="Bilag", by=people.karen)
    with time_machine.travel("2027-01-01T00:30:00+01:00", tick=False):
        fund(people.cluster, "50.00", by=people.sara, payment="2027")
        address = reverse("approvals:account_of", args=[people.cluster.slug])
        client.force_login(people.mette)
        assert "Overført fra" not in client.get(address).content.decode()
        confirm_opening(people)
        shown = client.get(f"{address}?aar=2027").content.decode().replace("\xa0", " ")
    assert 'Overført fra 2026 til 2027: <strong class="ko-money">1.000,00 kr.</strong>' in shown
    assert carried_into(people.cluster, 2027) == (Decimal("700.00"), Decimal("300.00"))
    assert carried_into(people.cluster, 2026) is None
