"""The register as it is seen: every member sees that a contract is there, fewer what it pays."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.enums import ContractRole
from clusters.models import Contract
from tests.factories.contracts import signed
from tests.factories.papers import jpeg, read_to_the_end, upload
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
PAY = "100 timer om året à 1.000,00\u00a0kr."


@pytest.fixture
def people() -> People:
    return make_people()


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_pay_and_paper_are_for_the_party_the_leaders_and_plo(people):
    contract = signed(people, person=people.bo.person, role=ContractRole.BOARD)
    page, file = (reverse(f"clusters:{name}", args=[contract.pk]) for name in ("contract", "contract_file"))
    seen = {}
    for user in (people.mette, people.bo, people.karen, people.dorte, people.sara, people.rikke):
        client = browser(user)
        text = client.get(page).content.decode()
        assert "Bestyrelsesmedlem" in text
        seen[user.username] = (PAY in text, client.get(file).status_code)
    closed, opened = (False, 404), (True, 200)
    assert seen == {
        "mette": closed,
        "bo": opened,
        "karen": opened,
        "dorte": opened,
        "sara": opened,
        "rikke": opened,
    }
    assert browser(people.frede).get(page).status_code == 404


def test_a_contract_goes_from_the_form_to_the_register(people):
    karen = browser(people.karen)
    new = reverse("clusters:contract_new", args=[people.cluster.slug])
    today = timezone.localdate()
    typed = {
        "form_key": "7f9f0f8e-8b0e-4c7e-8d3b-000000000001",
        "outsider": "Kurt Konsulent",
        "role": "consultant",
        "tasks": "Data",
        "valid_from": today.isoformat(),
        "valid_to": (today + dt.timedelta(days=30)).isoformat(),
        "hourly_rate": "1.072,02",
        "income_kind": "invoice",
    }
    text = karen.post(new, typed).content.decode()
    assert "Skriv, hvor mange timer kontrakten er på om året." in text
    assert "Skriv CVR-nummeret på den, der sender faktura." in text
    doubtful = {**typed, "hours": "37,5", "cvr": "10 15 08 18"}
    assert "Ja, sådan står nummeret i kontrakten" in karen.post(new, doubtful).content.decode()
    right = {**doubtful, "as_printed": "on"}
    pages = {karen.post(new, right)["Location"] for _ in range(2)}
    contract = Contract.objects.get()
    page = reverse("clusters:contract", args=[contract.pk])
    assert pages == {page}
    karen.post(reverse("clusters:contract_sign", args=[contract.pk]), {"file": upload(jpeg(4010), "k.jpg")})
    contract.refresh_from_db()
    read_to_the_end(contract.document)
    assert "37,50 timer om året à 1.072,02\u00a0kr." in karen.get(page).content.decode()
    listed = browser(people.mette).get(reverse("clusters:contracts_of", args=[people.cluster.slug]))
    assert "Kurt Konsulent" in listed.content.decode()


def test_the_list_costs_the_same_however_long(people, django_assert_num_queries):
    page = reverse("clusters:contracts_of", args=[people.cluster.slug])
    for number, shades in ((1, [4011]), (3, [4012, 4013])):
        for shade in shades:
            signed(people, outsider=f"Konsulent {shade}", shade=shade)
        client = browser(people.karen)
        with django_assert_num_queries(12):
            text = client.get(page).content.decode()
        assert text.count("Gælder</span>") == number
