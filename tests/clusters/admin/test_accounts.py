"""The account at the secretariat: two for the opening balance, and the region's payment once."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.models import Account, Movement
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False


@pytest.fixture
def people() -> People:
    return make_people()


def press(client, user, people: People, act: str, **typed: str):
    client.force_login(user)
    facts = {f"{act}-{name}": value for name, value in typed.items()}
    return client.post(reverse(f"admin:clusters_account_{act}", args=[people.cluster.pk]), facts)


def test_the_opening_balance_takes_two(client, people: People) -> None:
    address = reverse("admin:clusters_account_change", args=[people.cluster.pk])
    client.force_login(people.sara)
    assert "Ikke indtastet." in client.get(address).content.decode()
    assert press(client, people.sara, people, "opening", amount="-1.200,50").status_code == 302
    alone = press(client, people.sara, people, "confirm", amount="-1.200,50")
    assert alone.status_code == 409
    assert (
        "En kollega skal bekræfte"
        in press(client, people.sara, people, "confirm", amount="-1.200,50").content.decode()
    )
    wrong = press(client, people.sune, people, "confirm", amount="-1.200,51")
    assert wrong.status_code == 409 and 'value="-1.200,51"' in wrong.content.decode()
    assert press(client, people.sune, people, "confirm", amount="-1.200,50").status_code == 302
    assert Account.objects.get().available == Decimal("-1200.50")
    client.force_login(people.sara)
    assert "Bekræftet af Sune Sekretær" in client.get(address).content.decode()


def test_the_regions_payment_once(client, people: People) -> None:
    assert press(client, people.sara, people, "allotment", amount="100", payment="2026").status_code == 302
    again = press(client, people.sune, people, "allotment", amount="250,00", payment="2026")
    assert again.status_code == 409 and "allerede bogført med 100,00 kr." in again.content.decode()
    assert 'value="250,00"' in again.content.decode()
    assert Movement.objects.get().amount == Decimal("100.00")


@pytest.mark.parametrize("typed", ["", "mange", "0", "-5", "1,234"])
def test_what_is_no_payment(client, people: People, typed: str) -> None:
    response = press(client, people.sara, people, "allotment", amount=typed, payment="2026")
    assert "form-error" in response.content.decode() or response.status_code == 409
    assert not Movement.objects.exists()


def test_the_auditor_reads_and_presses_nothing(client, people: People) -> None:
    press(client, people.sara, people, "allotment", amount="100", payment="2026")
    refused = press(client, people.rikke, people, "allotment", amount="100", payment="2027")
    assert refused.status_code == 409
    shown = client.get(reverse("admin:clusters_account_change", args=[people.cluster.pk])).content.decode()
    assert "Bogfør regionens indbetaling" not in shown and "Regionens indbetaling 2026" in shown
    assert press(client, people.karen, people, "allotment", amount="1", payment="x").status_code != 200
    assert Movement.objects.count() == 1


def test_lists_cost_the_same(client, people: People, django_assert_num_queries) -> None:
    press(client, people.sara, people, "allotment", amount="100", payment="2026")
    for name, count in (("movement", 8), ("account", 7)):
        address = reverse(f"admin:clusters_{name}_changelist")
        client.get(address)
        with django_assert_num_queries(count):
            assert client.get(address).status_code == 200
    for number in range(2):
        press(client, people.sara, people, "allotment", amount="100", payment=str(number))
    for name, count in (("movement", 8), ("account", 7)):
        with django_assert_num_queries(count):
            client.get(reverse(f"admin:clusters_{name}_changelist"))
