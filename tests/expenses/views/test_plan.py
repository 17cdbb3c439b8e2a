"""May we …? on a meeting's page."""

import datetime as dt

import pytest
from django.utils import timezone

from expenses.enums import RateKey
from expenses.models import Voucher
from tests.factories.clusters import confirm_opening, fund
from tests.factories.guide_changes import publish_rate
from tests.factories.meetings import plan

QUERIES = 13


@pytest.fixture
def address(people):
    fund(people.cluster, "15000.00", by=people.sara)
    return f"/moeder/{plan(people, days=9, programme='Fagligt oplæg om KOL').pk}/maa-vi/"


def asked(client, address, **other):
    question = {"hvad": "dinner", "antal": "14", "pris": "1000", "pr": "hver", "moms": "25", **other}
    return client.get(address, question)


def said(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_an_answer_with_sum_highest_price_and_account(client, people, address, django_assert_num_queries):
    confirm_opening(people)
    client.force_login(people.mette)
    with django_assert_num_queries(QUERIES):
        page = said(asked(client, address))
    assert "Ja, det er inden for rammerne." in page
    assert "14.000,00 kr. inkl. moms → 11.200,00 kr. ekskl. moms ÷ 14 = 800,00 kr. ≤ 800,00 kr." in page
    assert (
        "<strong>11.200,00 kr.</strong> uden moms. Det er <strong>14.000,00 kr.</strong> med 25 % moms"
        in page
    )
    assert "der er 15.000,00 kr. til rådighed, og 1.000,00 kr. bagefter" in page
    above = said(asked(client, address, pris="1.000,01"))
    assert "Kun med en begrundelse" in above
    assert 'class="ko-share-over"' not in above and 'width="200"' in above
    far = said(asked(client, address, pris="30000", pr="alle"))
    assert "Nej, ikke sådan." in far and 'class="ko-share-over"' in far and 'width="300"' in far
    assert "Kontoen dækker det ikke: der er 15.000,00 kr. til rådighed" in far
    assert not Voucher.objects.exists()


def test_an_unconfirmed_account_is_said_in_words(client, people, address):
    client.force_login(people.mette)
    assert "saldo er ikke bekræftet endnu" in said(asked(client, address))


def test_the_form_asks_only_what_is_not_known(client, people, address):
    client.force_login(people.mette)
    page = said(client.get(address))
    assert "Svaret kommer her, når felterne er udfyldt." in page
    assert "error-message" not in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("antal", "0", "Der skal være mindst én deltager."),
        ("antal", "", "Skriv, hvor mange I bliver."),
        ("pris", "mange", "Skriv beløbet i kroner og øre"),
        ("pris", "0", "større end nul"),
        ("hvad", "gift", "Vælg, hvad I vil købe."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_kept(client, people, address, field, value, sentence):
    client.force_login(people.mette)
    page = said(asked(client, address, **{field: value}))
    assert sentence in page and "Ret det, der er markeret" in page
    assert field == "pris" or 'value="1000"' in page


def test_htmx_gets_the_answer_alone(client, people, address):
    client.force_login(people.mette)
    part = client.get(
        address,
        {"hvad": "room", "antal": "4", "pris": "6250", "pr": "alle", "moms": "25"},
        headers={"HX-Request": "true"},
    )
    assert said(part).strip().startswith('<p class="ko-verdict ko-verdict-yes">')


def test_the_guide_of_the_meetings_day_answers(client, people, address):
    coming = timezone.localdate() + dt.timedelta(days=9)
    publish_rate(people, RateKey.DINNER, "799.99", coming + dt.timedelta(days=1))
    client.force_login(people.mette)
    assert "Ja, det er inden for rammerne." in said(asked(client, address))
    publish_rate(people, RateKey.LUNCH, "799.99", coming)
    assert "Kun med en begrundelse" in said(asked(client, address, hvad="lunch"))
