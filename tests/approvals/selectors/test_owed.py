"""What was owed on a day, as it stood at that day's end in Denmark."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.undo_approval import undo_approval
from approvals.selectors.owed import owed_on, totals_of
from clusters.models import Account
from expenses.states import VoucherState
from klyngeokonomi.demo.clock import at
from tests.factories.clusters import fund
from tests.factories.expenses import endorse, voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
CPH = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def people() -> People:
    return make_people()


def moment(days: int, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    day = timezone.localdate() - dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour, minute, second), CPH)


def stood(days: int) -> list[tuple[str, str, Decimal]]:
    found = owed_on(timezone.localdate() - dt.timedelta(days=days))
    return [(one.number, one.state.value, one.amount) for one in found]


def test_each_day_is_as_it_stood_at_its_end(people, django_assert_num_queries):
    fund(people.cluster, "9000.00", by=people.sara)
    with at(moment(6, 9)):
        voucher = voucher_at(VoucherState.SUBMITTED, people, amount="250.00")
        voucher_at(VoucherState.SUBMITTED, people, amount="4.00")
    with at(moment(5, 23, 59, 59)):
        endorse(voucher, by=people.karen)
    with at(moment(4, 0)):
        approve_voucher(voucher, by=people.sara)
    with at(moment(2, 12)):
        undo_approval(voucher, by=people.sara, reason="Forkert konto.")
    number = voucher.number
    owed = {days: stood(days) for days in (6, 5, 4, 3, 2)}
    assert owed == {
        6: [],
        5: [(number, "endorsed", Decimal("250.00"))],
        4: [(number, "approved", Decimal("250.00"))],
        3: [(number, "approved", Decimal("250.00"))],
        2: [],
    }
    with django_assert_num_queries(1):
        stood(4)


def test_in_all_it_is_what_the_ledger_holds_reserved(people):
    fund(people.cluster, "9000.00", by=people.sara)
    for state, amount in ((VoucherState.ENDORSED, "100.10"), (VoucherState.APPROVED, "20.00")):
        voucher_at(state, people, amount=amount)
    totals, everyone = totals_of(owed_on(timezone.localdate()))
    assert [(one.cluster, one.count, one.amounts) for one in totals] == [
        ("Klynge Prøveby", 2, [Decimal("100.10"), Decimal("20.00"), Decimal("0.00")])
    ]
    assert everyone.total == Account.objects.get(cluster=people.cluster).reserved == Decimal("120.10")


def test_it_is_taken_away_as_a_table_with_nothing_to_calculate(people, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    fund(people.cluster, "9000.00", by=people.sara)
    voucher_at(VoucherState.ENDORSED, people, amount="1100.10", supplier="=1+1")
    client = Client()
    client.force_login(people.rikke)
    day = timezone.localdate().isoformat()
    table = client.get(reverse("admin:approvals_decision_owed_csv"), {"dag": day})
    lines = b"".join(table.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert ";'=1+1;Mette Medlem;Hos PLO;" in lines[1]
    assert lines[1].endswith(";1100,10")
    book = client.get(reverse("admin:approvals_decision_owed_xlsx"), {"dag": day})
    assert book.content[:2] == b"PK"
    page = client.get(reverse("admin:approvals_decision_owed"), {"dag": day, "klynge": people.cluster.pk})
    assert "1.100,10\u00a0kr." in page.content.decode()
    late = client.get(reverse("admin:approvals_decision_owed"), {"dag": "2999-01-01"})
    assert "Vælg en dag, der er gået, eller i dag." in late.content.decode()
