from decimal import Decimal

import pytest

from expenses.states import VoucherState
from tests.factories.expenses import draft, voucher_at
from tests.factories.meetings import plan


@pytest.fixture
def meeting(people):
    return plan(people, days=-3)


def url(meeting):
    return f"/moeder/{meeting.pk}/bilag/"


def of(meeting, **more):
    return {"meeting": meeting, "no_meeting_reason": "", **more}


def test_the_sum_counts_what_was_sent_and_not_turned_down(client, people, meeting):
    voucher_at(VoucherState.SUBMITTED, people, amount="100.10", **of(meeting))
    voucher_at(VoucherState.ENDORSED, people, amount="200.20", **of(meeting))
    voucher_at(VoucherState.REJECTED, people, amount="1000", **of(meeting))
    draft(people, amount="5000", with_paper=False, **of(meeting))
    client.force_login(people.mette)
    answer = client.get(url(meeting))
    assert answer.context["total"] == Decimal("300.30")
    assert "300,30\u00a0kr." in answer.content.decode()
    client.force_login(people.bo)
    assert len(client.get(url(meeting)).context["rows"]) == 3


@pytest.mark.parametrize(
    ("who", "status"),
    [("mette", 200), ("karen", 200), ("sara", 200), ("rikke", 200), ("frede", 404), ("ove", 404)],
)
def test_who_sees_them(client, people, meeting, who, status):
    client.force_login(getattr(people, who))
    assert client.get(url(meeting)).status_code == status


def test_only_members_of_the_cluster_are_offered_a_new_one(client, people, meeting):
    client.force_login(people.mette)
    assert f'href="/bilag/nyt/?moede={meeting.pk}"' in client.get(url(meeting)).content.decode()
    client.force_login(people.sara)
    assert "Der er ingen bilag til mødet" in client.get(url(meeting)).content.decode()


def test_the_fragment_is_the_part_of_the_page(client, people, meeting, part_of):
    voucher_at(VoucherState.SUBMITTED, people, **of(meeting))
    client.force_login(people.mette)
    part = client.get(url(meeting), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part_of(part, client.get(url(meeting)).content.decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, people, meeting, rows, django_assert_num_queries):
    for _ in range(rows):
        voucher_at(VoucherState.SUBMITTED, people, **of(meeting))
    client.force_login(people.mette)
    client.get(url(meeting))
    with django_assert_num_queries(8):
        client.get(url(meeting), headers={"HX-Request": "true"})
