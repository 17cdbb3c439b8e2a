"""Deciding on a page: who gets in, what is kept, and that a second click does no harm."""

import pytest
from django.test import Client

from approvals.models import Decision
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.states import VoucherState
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    return people


def test_strangers_get_404_and_colleagues_a_sentence(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    for user, status in [
        (people.frede, 404),
        (people.ove, 404),
        (people.bo, 403),
        (people.mette, 403),
        (people.sara, 403),
    ]:
        client.force_login(user)
        for address in ("", "godkend/", "returner/", "afvis/"):
            method = client.post if address else client.get
            assert method(f"/godkend/{voucher.pk}/{address}").status_code == status
    assert not Decision.objects.exists()


def test_a_draft_is_nobodys_but_its_owners(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.DRAFT, people)
    client.force_login(people.karen)
    assert client.get(f"/godkend/{voucher.pk}/").status_code == 404


def test_endorse_opens_the_next_and_a_second_click_shows_what_happened(
    client: Client, people: People
) -> None:
    first, second = (voucher_at(VoucherState.SUBMITTED, people, amount="100.00") for _ in range(2))
    client.force_login(people.karen)
    seen = client.get(f"/godkend/{first.pk}/").context["case"].seen
    response = client.post(f"/godkend/{first.pk}/godkend/", {"seen": seen})
    assert response.headers["Location"] == f"/godkend/{second.pk}/"
    again = client.post(f"/godkend/{first.pk}/godkend/", {"seen": seen})
    assert again.status_code == 409
    assert "kan ikke ændres på den måde nu" in again.content.decode()
    assert Decision.objects.count() == 1


def test_after_the_last_one_the_queue_says_so(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    seen = client.get(f"/godkend/{voucher.pk}/").context["case"].seen
    page = client.post(f"/godkend/{voucher.pk}/godkend/", {"seen": seen}, follow=True).content.decode()
    assert f"Bilag {voucher.number} på 250,00 kr. er godkendt og sendt til PLO." in page
    assert "Intet venter på dig" in page


def test_a_missing_reason_keeps_the_page_and_says_what_to_do(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    page = client.post(f"/godkend/{voucher.pk}/returner/", {"reason": " "}).content.decode()
    assert "Skriv en begrundelse" in page
    seen = client.get(f"/godkend/{voucher.pk}/").context["case"].seen
    client.post(f"/godkend/{voucher.pk}/returner/", {"reason": "Læg hele regningen op.", "seen": seen})
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.RETURNED


def test_both_figures_are_said_when_the_money_is_not_there(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people, amount="1000.01")
    client.force_login(people.karen)
    seen = client.get(f"/godkend/{voucher.pk}/").context["case"].seen
    page = client.post(f"/godkend/{voucher.pk}/godkend/", {"seen": seen}).content.decode()
    assert "1.000,00 kr. til rådighed" in page
    assert "1.000,01 kr." in page


def test_a_post_without_what_was_seen_decides_nothing(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    assert client.post(f"/godkend/{voucher.pk}/godkend/").status_code == 409
    assert not Decision.objects.exists()


def test_a_no_to_an_outdated_page_is_asked_again_with_the_reason_kept(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    client.force_login(people.karen)
    page = client.get(f"/godkend/{voucher.pk}/")
    seen = page.context["case"].seen
    assert page.content.decode().count(f'name="seen" value="{seen}"') == 3
    reopen_voucher(voucher, by=people.mette)
    edit_voucher(voucher, by=people.mette, text="Taxa hjem")
    submit_voucher(voucher, by=people.mette)
    response = client.post(f"/godkend/{voucher.pk}/afvis/", {"reason": "Forkert tekst.", "seen": seen})
    assert response.status_code == 409
    assert "Forkert tekst.</textarea>" in response.content.decode()
    assert not Decision.objects.exists()


def test_ticks_outlive_a_refusal_but_not_a_change_of_what_they_were_set_at(
    client: Client, people: People
) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people, category="hardware", no_meeting_reason="")
    client.force_login(people.karen)
    seen = client.get(f"/godkend/{voucher.pk}/").context["case"].seen
    sent = {"seen": seen, "answers": ["received"]}
    response = client.post(f"/godkend/{voucher.pk}/godkend/", sent)
    assert (response.status_code, response.context["ticked"]) == (409, ["received"])
    page = response.content.decode()
    assert "Læs begrundelsen, og sæt flueben ved «Jeg accepterer begrundelsen»." in page
    assert 'value="received" form="godkend-form" required checked' in page
    changed = client.post(f"/godkend/{voucher.pk}/godkend/", {**sent, "seen": "0" * 64})
    assert changed.context["ticked"] == []
    ticks = list(response.context["case"].checklist.keys)
    client.post(f"/godkend/{voucher.pk}/godkend/", {"seen": seen, "answers": ticks})
    client.force_login(people.sara)
    review = client.get(f"/plo/approvals/voucherreview/{voucher.pk}/change/").content.decode()
    assert "Svaret af Karen Koordinator" in review
    assert "Accepterede begrundelsen: «Aftalt med koordinatoren.»" in review
    assert "Er varen eller ydelsen modtaget? Ja." in review
