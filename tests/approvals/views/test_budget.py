"""The budget's page, its form, and what is said early."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.models import Budget
from tests.factories.clusters import confirm_opening, fund
from tests.factories.contracts import signed
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_last_years_figures_are_the_start_of_this_years(people):
    year = timezone.localdate().year
    karen = browser(people.karen)
    page = reverse("approvals:budget_set", args=[people.cluster.slug])
    typed = {"allotment": "9.000", "meetings": "5.000,50", "fees": "3000", "other": "0", "seen": "0"}
    assert karen.post(f"{page}?aar={year - 1}", typed).status_code == 302
    text = karen.get(f"{page}?aar={year}").content.decode()
    assert 'value="5.000,50"' in text
    assert f"Tallene er sidste års budget ({year - 1})." in text
    karen.post(f"{page}?aar={year}", typed)
    late = karen.post(f"{page}?aar={year}", typed | {"other": "1"})
    assert late.status_code == 409
    assert "Budgettet er ændret, siden du åbnede siden." in late.content.decode()
    assert Budget.objects.filter(year=year).values_list("meetings", flat=True).get() == Decimal("5000.50")
    shown = browser(people.mette).get(reverse("approvals:budget_of", args=[people.cluster.slug]))
    assert "5.000,50\u00a0kr." in shown.content.decode()


def test_that_the_money_does_not_last_is_said_early_to_the_coordinator(people):
    fund(people.cluster, "100.00", by=people.sara)
    confirm_opening(people)
    today = timezone.localdate()
    signed(people, valid_to=today, fixed_sum=Decimal("350.00"))
    month = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober")
    names = (*month, "november", "december")
    warning = (
        f"Kontoen ventes at gå under nul i {names[today.month - 1]} {today.year}, "
        "og der mangler 250,00 kr. ved årets udgang."
    )
    account, page = (
        reverse(f"approvals:{name}", args=[people.cluster.slug]) for name in ("account_of", "budget_of")
    )
    karen, mette = browser(people.karen), browser(people.mette)
    for text in (karen.get("/"), karen.get(account), mette.get(account), mette.get(page)):
        assert warning in text.content.decode()
    assert warning not in mette.get("/").content.decode()
    of_contracts = "Kontrakterne er på 350,00\u00a0kr. i år"
    assert [of_contracts in one.get(page).content.decode() for one in (karen, mette)] == [True, False]
