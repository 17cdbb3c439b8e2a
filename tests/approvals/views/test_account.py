"""The account page: four figures, unknown said in words, running balance, one number of queries."""

from decimal import Decimal

import pytest
from django.test import Client

from approvals.actions.endorse_voucher import endorse_voucher
from expenses.states import VoucherState
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


URL = "/konto/klynge-proeveby/"


def page(client: Client, user: object, **query: str) -> tuple[str, dict]:
    client.force_login(user)
    response = client.get(URL, query)
    assert response.status_code == 200
    return response.content.decode(), response.context


def test_an_unconfirmed_balance_is_words_and_never_nil(client: Client, people: People) -> None:
    text, _ = page(client, people.mette)
    assert "Saldoen er ikke kendt endnu" in text
    assert text.count("ikke kendt endnu</span>") == 2


def test_no_running_balance_is_shown_while_it_is_not_known(client: Client, people: People) -> None:
    voucher_at(VoucherState.ENDORSED, people, amount="250.00")
    text, _ = page(client, people.mette)
    assert "−250,00 kr." not in text.split('data-title="Til rådighed efter"')[1].split("</td>")[0]
    assert text.count("ikke kendt endnu</span>") == 3
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    text, _ = page(client, people.mette)
    assert "ikke kendt endnu" not in text
    assert "750,00 kr." in text


def test_a_list_that_is_cut_says_so(client: Client, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    voucher_at(VoucherState.SUBMITTED, people)
    text, _ = page(client, people.mette)
    assert "Her vises højst" not in text
    monkeypatch.setattr("approvals.views.account.ROWS", 1)
    text, _ = page(client, people.mette)
    assert text.count("Her vises højst 1 bilag, de ældste først.") == 1


def test_the_four_figures_at_each_step(client: Client, people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    steps = []
    voucher = voucher_at(VoucherState.DRAFT, people, amount="250.00")

    def note() -> None:
        figures = page(client, people.mette)[1]["figures"]
        steps.append((figures.booked, figures.reserved, figures.available, figures.awaiting))

    note()
    from expenses.actions.submit_voucher import submit_voucher

    submit_voucher(voucher, by=people.mette)
    note()
    endorse_voucher(voucher, by=people.karen)
    note()
    from approvals.actions.approve_voucher import approve_voucher

    approve_voucher(voucher, by=people.sara)
    note()
    thousand, nil, part, rest = (Decimal(text) for text in ("1000.00", "0.00", "250.00", "750.00"))
    assert steps == [
        (thousand, nil, thousand, nil),
        (thousand, nil, thousand, part),
        (thousand, part, rest, nil),
        (thousand, part, rest, nil),
    ]


def test_movements_carry_their_running_balance_and_open_their_voucher(client: Client, people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    voucher = voucher_at(VoucherState.ENDORSED, people, amount="250.00")
    text, context = page(client, people.mette)
    rows = [(row.change, row.available_after, row.voucher_id) for row in context["rows"]]
    assert rows == [
        (Decimal("-250.00"), Decimal("750.00"), voucher.pk),
        (Decimal("1000.00"), Decimal("1000.00"), None),
    ]
    assert f'<a href="/bilag/{voucher.pk}/">' in text


def test_filters_narrow_and_nonsense_is_ignored(client: Client, people: People) -> None:
    fund(people.cluster, "1000.00", by=people.sara)
    voucher_at(VoucherState.ENDORSED, people)
    assert len(page(client, people.mette, art="allotment")[1]["rows"]) == 1
    assert len(page(client, people.mette, tekst="prøveby taxa")[1]["rows"]) == 1
    assert len(page(client, people.mette, aar="1999", art="x", foer="x")[1]["rows"]) == 2


def test_who_sees_it(client: Client, people: People) -> None:
    for user, status in [
        (people.mette, 200),
        (people.karen, 200),
        (people.sara, 200),
        (people.rikke, 200),
        (people.frede, 404),
        (people.ove, 404),
    ]:
        client.force_login(user)
        assert client.get(URL).status_code == status
    client.logout()
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(
    client: Client, people: People, rows: int, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        voucher_at(VoucherState.ENDORSED, people)
        voucher_at(VoucherState.SUBMITTED, people)
    page(client, people.mette)
    with django_assert_num_queries(QUERIES):
        client.get(URL)


QUERIES = 15


def test_one_cluster_is_opened_at_once(client: Client, people: People) -> None:
    client.force_login(people.mette)
    assert client.get("/konto/").headers["Location"] == URL
    client.force_login(people.rikke)
    assert client.get("/konto/").status_code == 200
