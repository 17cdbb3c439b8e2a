"""The statement's pages: Danish days at the edges, four ways to take it away, and nobody else's."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from approvals.actions.make_paper import make_paper
from approvals.models import MadePaper
from klyngeokonomi.audit.models import Record
from tests.factories.clusters import confirm_opening, fund
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
PAGE = "/konto/klynge-proeveby/kontoudtog/"
MAY = {"fra": "2026-05-01", "til": "2026-05-31"}


@pytest.fixture
def people() -> People:
    """0,01 in the last second of April, 10,00 in the first and 200,00 in the last second of May, by Danish clocks."""
    people = make_people()
    for moment, amount in (
        ("2026-04-30T21:59:59Z", "0.01"),
        ("2026-04-30T22:00:00Z", "10.00"),
        ("2026-05-31T21:59:59Z", "200.00"),
        ("2026-05-31T22:00:00Z", "3000.00"),
    ):
        with time_machine.travel(moment, tick=False):
            fund(people.cluster, amount, by=people.sara, payment=amount)
    confirm_opening(people)
    return people


def page(client: Client, user: Any, **query: str) -> str:
    client.force_login(user)
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_month_begins_and_ends_at_danish_midnight(client: Client, people: People) -> None:
    client.force_login(people.mette)
    statement = client.get(PAGE, MAY).context["statement"]
    assert [str(one.change.available) for one in statement.entries] == ["10.00", "200.00"]
    assert (str(statement.opening.booked), str(statement.closing.booked)) == ("0.01", "210.01")
    next_one = client.get(PAGE, {"fra": "2026-06-01", "til": "2026-06-30"}).context["statement"]
    assert next_one.opening == statement.closing


def test_backwards_is_told_at_the_field(client: Client, people: People) -> None:
    assert "Den sidste dag ligger før den første." in page(
        client, people.mette, fra="2026-06-01", til="2026-05-31"
    )


def test_csv_at_once_and_pdf_by_a_worker(client: Client, people: People) -> None:
    client.force_login(people.karen)
    table = client.get(f"{PAGE[:-1]}.csv", MAY)
    name = "kontoudtog-klynge-proeveby-2026-05-01_2026-05-31.csv"
    assert table["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Ultimo;Ved periodens slutning;;;;210,01;0,00;210,01" in table.getvalue().decode()
    waits = client.post(f"{PAGE}bestil/", {**MAY, "form": "pdf"}, follow=True)
    assert 'http-equiv="refresh"' in waits.content.decode()
    paper = MadePaper.objects.defer("content").get()
    assert client.get(reverse("approvals:paper_fetch", args=[paper.pk])).status_code == 404
    make_paper(paper.pk)
    ready = client.get(reverse("approvals:paper", args=[paper.pk])).content.decode()
    assert "Papiret er klar." in ready and "http-equiv" not in ready
    fetched = client.get(reverse("approvals:paper_fetch", args=[paper.pk]))
    assert (fetched["Content-Type"], fetched.content[:5]) == ("application/pdf", b"%PDF-")
    assert Record.objects.get(act="paper_fetched").text == (
        "Kontoudtog for Klynge Prøveby, 01.05.2026–31.05.2026"
    )
    client.force_login(people.mette)
    assert client.get(reverse("approvals:paper", args=[paper.pk])).status_code == 404


def test_a_stranger_finds_nothing_and_the_auditor_everything(client: Client, people: People) -> None:
    client.force_login(people.frede)
    for answer in (client.get(PAGE), client.get(f"{PAGE[:-1]}.csv", MAY), client.post(f"{PAGE}bestil/", MAY)):
        assert answer.status_code == 404
    assert "210,01\u00a0kr." in page(client, people.rikke, **MAY)


def test_many_movements_cost_no_more_than_few(
    client: Client, people: People, django_assert_num_queries: Any
) -> None:
    page(client, people.mette, **MAY)
    for number in range(2):
        with django_assert_num_queries(8):
            client.get(PAGE, {"fra": "2026-04-01", "til": "2026-12-31"})
        for more in range(3):
            fund(people.cluster, "1.00", by=people.sara, payment=f"{number}{more}")
