"""The year's allotments at the secretariat and at the members: the same figures, one button, and its refusals."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from clusters.actions.record_allotment import record_allotment
from clusters.models import Allotment, AllotmentRate, Movement
from tests.factories.allotments import clinic, confirmed_rate
from tests.people import People, make_cluster, make_people

pytestmark = pytest.mark.django_db
YEAR = reverse("admin:clusters_allotment_changelist")


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False


@pytest.fixture
def people() -> People:
    return make_people()


@time_machine.travel("2026-03-02T12:00:00+01:00", tick=False)
def test_the_secretariat_books_what_is_missing_and_members_see_it(client, people: People) -> None:
    clinic(people.cluster, "000001", 48_000)
    clinic(people.other_cluster, "000002", 1000)
    confirmed_rate(people, "3.65")
    record_allotment(people.other_cluster, amount=Decimal("3600.00"), payment="2026", by=people.sara)
    client.force_login(people.sara)
    assert "1 klynge har ikke fået noget bogført for 2026: i alt 175.200,00 kr." in page(client, YEAR)
    press = reverse("admin:clusters_allotment_book", args=[2026])
    wrong = client.post(press, {"amount": "175.200"})
    assert wrong.status_code == 302
    again = client.post(press, {"amount": "175.200"})
    assert again.status_code == 409
    assert "allerede bogført: 2 klynger, i alt 178.800,00 kr." in again.content.decode().replace("\xa0", " ")
    assert "Skriv beløbet" in client.post(press, {"amount": "mange"}).content.decode()
    assert Allotment.objects.get().amount == Decimal("175200.00") and Movement.objects.count() == 2
    client.force_login(people.frede)
    shown = page(client, reverse("clusters:allotment_of", args=[people.other_cluster.slug]))
    assert "3.650,00 kr." in shown and "3.600,00 kr." in shown and "−50,00 kr." in shown
    assert "Regionens beløb er præcis 3,60 kr. pr. patient." in shown
    assert client.get(reverse("clusters:allotment_of", args=[people.cluster.slug])).status_code == 404
    client.force_login(people.rikke)
    assert "Bogfør fra beregningen" not in page(client, YEAR)


def test_a_rate_is_entered_by_one_and_confirmed_by_another(client, people: People) -> None:
    client.force_login(people.sara)
    typed = {"year": "2026", "amount": "3,72", "source": "Brev af 12.02.2026"}
    assert client.post(reverse("admin:clusters_allotmentrate_add"), typed).status_code == 302
    rate = AllotmentRate.objects.waiting().get()
    assert (rate.amount, rate.entered_by) == (Decimal("3.72"), people.sara)
    own = reverse("admin:clusters_allotmentrate_change", args=[rate.pk])
    assert "Du har selv indtastet det her. En kollega skal bekræfte det." in page(client, own)
    client.force_login(people.sune)
    assert "<button>Bekræft</button>" in page(client, own)
    client.post(reverse("admin:clusters_allotmentrate_confirm", args=[rate.pk]))
    rate.refresh_from_db()
    assert rate.confirmed_by == people.sune


def test_the_pages_cost_the_same_however_many_rows(client, people: People, django_assert_num_queries) -> None:
    confirmed_rate(people)
    clinic(people.cluster, "000001", 1000)
    client.force_login(people.sara)
    own = reverse("clusters:allotment_of", args=[people.cluster.slug])
    for address, count in ((YEAR, 20), (own, 35)):
        page(client, address)
        with django_assert_num_queries(count):
            page(client, address)
    for number in range(2):
        clinic(people.cluster, f"00001{number}", 500)
        clinic(make_cluster(f"Klynge {number}", f"91{number}"), f"00002{number}", 500)
    for address, count in ((YEAR, 20), (own, 35)):
        with django_assert_num_queries(count):
            page(client, address)


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")
