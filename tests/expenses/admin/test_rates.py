import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from expenses.enums import RateKey
from expenses.models import Rate
from klyngeokonomi.money import kr
from tests.people import make_people

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:expenses_rate_changelist", "admin:expenses_rate_add"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def sara(client, people):
    client.force_login(people.sara)
    return client


def typed(**changes):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    return {"key": "2", "amount": "1.250,50", "valid_from": f"{tomorrow:%d.%m.%Y}", "source": "Ny"} | changes


def test_the_list_shows_the_amounts(sara):
    shown = sara.get(reverse(LIST)).content.decode()
    assert "800,00 kr." in shown
    assert "pr. person pr. døgn" in shown
    assert "01.04" in shown or "1. april 2023" in shown


def test_a_new_amount_is_written_in_danish(sara):
    response = sara.post(reverse(ADD), typed())
    assert response.status_code == 302
    newest = Rate.objects.filter(key=RateKey.DINNER).order_by("-valid_from").first()
    assert (newest.amount, newest.source) == (kr("1250.50"), "Ny")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("amount", "1,234,50", "Skriv beløbet i kroner og øre"),
        ("amount", "0", "større end nul"),
        ("valid_from", "01.01.2020", "tidligst gælde fra i dag"),
        ("valid_from", "", "Dette felt"),
        ("source", "", "Dette felt"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(sara, field, value, sentence):
    response = sara.post(reverse(ADD), typed(**{field: value}))
    shown = response.content.decode()
    assert response.status_code == 200
    assert sentence in shown
    assert 'value="2" selected' in shown
    assert Rate.objects.count() == 8


def test_a_row_is_shown_and_not_edited(sara):
    rate = Rate.objects.get(key=RateKey.DINNER)
    url = reverse("admin:expenses_rate_change", args=[rate.pk])
    assert b'name="amount"' not in sara.get(url).content
    assert sara.post(url, {"amount": "1"}).status_code == 403
    rate.refresh_from_db()
    assert rate.amount == kr(800)


def test_one_that_has_begun_cannot_be_removed_and_one_to_come_can(sara):
    begun = Rate.objects.get(key=RateKey.DINNER)
    assert (
        sara.post(reverse("admin:expenses_rate_delete", args=[begun.pk]), {"post": "yes"}).status_code == 403
    )
    sara.post(reverse(ADD), typed())
    coming = Rate.objects.get(key=RateKey.DINNER, valid_to=None)
    response = sara.post(reverse("admin:expenses_rate_delete", args=[coming.pk]), {"post": "yes"})
    assert response.status_code == 302
    assert Rate.objects.get(key=RateKey.DINNER).valid_to is None


def test_the_auditor_reads_and_a_member_finds_nothing(client, people):
    client.force_login(people.rikke)
    assert client.get(reverse(LIST)).status_code == 200
    assert client.get(reverse(ADD)).status_code == 403
    client.force_login(people.mette)
    assert client.get(reverse(LIST)).status_code == 404
