import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from expenses.enums import RateKey
from expenses.models import Rate
from expenses.policy.headings import HEADINGS
from klyngeokonomi.money import kr
from tests.people import make_people

pytestmark = pytest.mark.django_db
URL = "/vejledning/"


@pytest.fixture
def mette(client):
    client.force_login(make_people().mette)
    return client


def page(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_address(mette):
    assert reverse("expenses:guide") == URL


def test_it_asks_for_sign_in(client):
    assert client.get(URL).status_code == 302


def test_every_heading_has_its_anchor(mette):
    shown = page(mette)
    for heading in HEADINGS:
        assert f'id="{heading.slug}"' in shown
        assert f'href="#{heading.slug}"' in shown


def test_it_shows_the_amounts_of_the_day_asked_for(mette):
    year = timezone.localdate().year
    Rate.objects.filter(key=RateKey.DINNER).update(valid_to=dt.date(year, 12, 31))
    Rate.objects.create(
        key=RateKey.DINNER, amount=kr("912.50"), valid_from=dt.date(year + 1, 1, 1), source="Prøve"
    )
    before, after = page(mette, dato=f"{year}-12-31"), page(mette, dato=f"01.01.{year + 1}")
    assert "800,00\u00a0kr." in before
    assert "912,50" not in before
    assert "912,50\u00a0kr." in after
    assert "800,00" not in after
    assert f"1. januar {year + 1}" in after


def test_a_day_before_the_first_amount_says_so(mette):
    assert "Ingen beløb gælder den dag" in page(mette, dato="2023-03-31")


@pytest.mark.parametrize("typed", ["31.02.2026", "i går", "2026-13-01", "0000-00-00", "99999-01-01", ""])
def test_what_is_no_day_gets_a_sentence_and_todays_amounts(mette, typed):
    shown = page(mette, dato=typed)
    assert "Skriv en dato" in shown
    assert "800,00\u00a0kr." in shown


def test_it_is_only_read(mette):
    assert mette.post(URL).status_code == 405
