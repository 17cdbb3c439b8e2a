"""The coordinator's queue: hers, oldest first, at one number of queries."""

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import Membership
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
URL = "/godkend/"


@pytest.fixture
def people() -> People:
    return make_people()


def shown(client: Client, user: object) -> list[str]:
    client.force_login(user)
    rows = client.get(URL).context["rows"]
    assert [row.url for row in rows] == [reverse("approvals:decide", args=[row.voucher.pk]) for row in rows]
    return [row.voucher.number for row in rows]


def test_oldest_first_and_never_ones_own(client: Client, people: People) -> None:
    first = voucher_at(VoucherState.SUBMITTED, people)
    voucher_at(VoucherState.ENDORSED, people)
    own = voucher_at(VoucherState.SUBMITTED, people, by=people.karen)
    last = voucher_at(VoucherState.SUBMITTED, people)
    assert shown(client, people.karen) == [first.number, last.number]
    assert shown(client, people.dorte) == [first.number, own.number, last.number]
    assert shown(client, people.bo) == [own.number]


def test_the_secretariat_sees_what_nobody_in_the_cluster_may_endorse(client: Client, people: People) -> None:
    own = voucher_at(VoucherState.SUBMITTED, people, by=people.karen)
    voucher_at(VoucherState.SUBMITTED, people)
    assert shown(client, people.sara) == []
    others = [people.dorte.person, people.bo.person]
    Membership.objects.filter(person__in=others, role__in=["deputy", "board_member"]).delete()
    assert shown(client, people.sara) == [own.number]


def test_who_endorses_nothing_is_told_so(client: Client, people: People) -> None:
    for user in (people.mette, people.frede, people.rikke):
        client.force_login(user)
        response = client.get(URL)
        assert response.status_code == 403
        assert "koordinator og stedfortræder" in response.content.decode()


def test_nothing_waits_is_said_in_words(client: Client, people: People) -> None:
    client.force_login(people.karen)
    assert "Intet venter på dig" in client.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(
    client: Client, people: People, rows: int, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    client.get(URL)
    with django_assert_num_queries(QUERIES):
        client.get(URL)


QUERIES = 12


def test_the_part_htmx_gets_is_the_part_of_the_page(client: Client, people: People) -> None:
    voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    part = client.get(URL, headers={"HX-Request": "true"}).content.decode().strip()
    assert part.startswith("<")
    assert part in client.get(URL).content.decode()


def test_a_mangled_mark_shows_the_first_page(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    for mark in ("x", "2026-01-01~x", "~", "2026-01-01T00:00:00~99999999999999999999"):
        rows = client.get(URL, {"efter": mark}).context["rows"]
        assert [row.voucher for row in rows] == [voucher]


def test_paging_walks_the_whole_queue_once(
    client: Client, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from approvals.selectors import queue
    from approvals.views import dashboard

    monkeypatch.setattr(dashboard, "PAGE", 2)
    numbers = [voucher_at(VoucherState.SUBMITTED, people).number for _ in range(5)]
    client.force_login(people.karen)
    seen, mark = [], ""
    while True:
        context = client.get(URL, {"efter": mark} if mark else {}).context
        seen += [row.voucher.number for row in context["rows"]]
        mark = context["more"]
        if not mark:
            break
    assert seen == numbers
    assert queue.PAGE == 25
    assert reverse("approvals:dashboard") == URL
