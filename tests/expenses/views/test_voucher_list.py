import pytest

from expenses.models import Voucher
from expenses.selectors import vouchers as listing
from expenses.states import VoucherState
from tests.factories.expenses import draft, voucher_at
from tests.factories.meetings import plan

URL = "/bilag/"


@pytest.fixture
def mette(client, people):
    client.force_login(people.mette)
    return client


def shown(client, **query):
    return [row.voucher for row in client.get(URL, query).context["rows"]]


def test_ones_own_newest_first_with_the_status_in_words(mette, people):
    first = voucher_at(VoucherState.SUBMITTED, people)
    second = draft(people, with_paper=False)
    voucher_at(VoucherState.SUBMITTED, people, by=people.bo)
    assert shown(mette) == [second, first]
    page = mette.get(URL).content.decode()
    assert "Ligger hos koordinatoren, Karen Koordinator eller Dorte Deputy, i dag." in page
    assert f"Bilag {first.number}" in page
    assert "250,00\u00a0kr." in page


def test_the_clusters_are_shown_with_names_and_without_others_drafts(mette, people):
    theirs = voucher_at(VoucherState.SUBMITTED, people, by=people.bo)
    draft(people, by=people.bo, with_paper=False)
    voucher_at(VoucherState.SUBMITTED, people, by=people.frede, cluster=people.other_cluster)
    assert shown(mette, hvem="alle") == [theirs]
    assert "Bo Bestyrelse" in mette.get(URL, {"hvem": "alle"}).content.decode()


def test_filters_narrow_and_what_cannot_be_read_is_passed_over(mette, people):
    meeting = plan(people, days=-3)
    one = draft(people, with_paper=False, meeting=meeting, no_meeting_reason="")
    two = voucher_at(VoucherState.WITHDRAWN, people, with_paper=False)
    year = one.created_at.year
    assert shown(mette, status="draft") == [one]
    assert shown(mette, status="withdrawn") == [two]
    assert shown(mette, moede=meeting.pk) == [one]
    assert shown(mette, aar=year) == [two, one]
    Voucher.objects.filter(pk=one.pk).update(created_at=f"{year - 1}-12-31T22:59:59Z")
    assert shown(mette, aar=year) == [two]
    assert shown(mette, aar=year - 1) == [one]
    assert shown(mette, status="x", aar="x", moede="x", hvem="x", efter="²") == [two, one]


def test_the_year_turns_at_danish_midnight(mette, people):
    one = draft(people, with_paper=False)
    year = one.created_at.year
    Voucher.objects.filter(pk=one.pk).update(created_at=f"{year - 1}-12-31T23:00:00Z")
    assert shown(mette, aar=year) == [one]


def test_a_foreign_meeting_narrows_nothing_and_tells_nothing(mette, people):
    foreign = plan(people, by=people.sara, cluster=people.other_cluster, topic="Hemmeligt")
    one = draft(people, with_paper=False)
    answer = mette.get(URL, {"moede": foreign.pk})
    assert [row.voucher for row in answer.context["rows"]] == [one]
    assert "Hemmeligt" not in answer.content.decode()


def test_pages_by_key_without_gaps_or_repeats(mette, people, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    made = [draft(people, with_paper=False) for _ in range(5)]
    seen, query = [], {}
    for _ in range(3):
        answer = mette.get(URL, query)
        seen += [row.voucher for row in answer.context["rows"]]
        following = answer.context["next_url"]
        query = dict(part.split("=") for part in following.lstrip("?").split("&")) if following else {}
    assert seen == made[::-1]
    assert following == ""


def test_an_exact_page_has_no_next(mette, people, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    for _ in range(2):
        draft(people, with_paper=False)
    assert mette.get(URL).context["next_url"] == ""


def test_the_fragment_is_the_part_of_the_page(mette, people, part_of):
    draft(people, with_paper=False)
    part = mette.get(URL, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert part_of(part.content.decode(), mette.get(URL).content.decode())
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(mette, people, rows, django_assert_num_queries):
    meeting = plan(people, days=-3)
    for _ in range(rows):
        voucher_at(VoucherState.SUBMITTED, people, meeting=meeting, no_meeting_reason="")
    mette.get(URL)
    with django_assert_num_queries(12):
        assert len(mette.get(URL).context["rows"]) == rows


def test_empty_it_says_what_will_come(mette):
    page = mette.get(URL).content.decode()
    assert "Her kommer dine bilag" in page
    assert "Ingen bilag passer" in mette.get(URL, {"status": "draft"}).content.decode()


@pytest.mark.parametrize("who", ["sara", "rikke"])
def test_plo_and_the_auditor_see_what_was_sent_everywhere(client, people, who):
    here = voucher_at(VoucherState.SUBMITTED, people)
    there = voucher_at(VoucherState.SUBMITTED, people, by=people.frede, cluster=people.other_cluster)
    draft(people, with_paper=False)
    client.force_login(getattr(people, who))
    assert shown(client, hvem="alle") == [there, here]
