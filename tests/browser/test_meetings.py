"""Meetings in a real browser, on a phone at the door: ticked, closed, sent by the real worker; also without script."""

from typing import Any

import pytest
from django.conf import settings

from meetings.models import Meeting
from tests.browser.every_page import faults_of
from tests.factories.meetings import held_meeting, invited_meeting, plan
from tests.people import People, make_people

pytestmark = pytest.mark.browser


@pytest.fixture
def people(product: Any) -> People:
    return make_people()


def presences(meeting: Meeting) -> dict[str, str]:
    return dict(meeting.participants.values_list("name", "presence"))


def tick(page: Any, name: str, word: str) -> None:
    page.get_by_role("group", name=name).get_by_text(word, exact=True).click()


def test_a_member_answers(product: Any, open_page: Any, people: People) -> None:
    meeting = plan(people, invite=True)
    page = open_page(width=390, height=844)
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/moeder/")
    page.get_by_role("link", name="Medicingennemgang hos ældre").click()
    page.get_by_role("button", name="Jeg kommer", exact=True).click()
    page.get_by_role("heading", name="Du har svaret, at du kommer").wait_for()
    assert meeting.participants.get(person=people.mette.person).answer == "yes"


def test_ticked_at_the_door_saved_tick_by_tick_then_closed(
    product: Any, open_page: Any, people: People
) -> None:
    meeting = plan(people, days=-1, invite=True)
    page = open_page(width=390, height=844, has_touch=True)
    product.sign_in(page, people.karen)
    page.goto(f"{product.base_url}/moeder/{meeting.pk}/fremmoede/")
    tick(page, "Mette Medlem", "Fremmødt")
    page.get_by_text("1 fremmødt · 0 afbud · 0 udeblevet").wait_for()
    tick(page, "Dorte Deputy", "Udeblevet")
    page.get_by_text("1 fremmødt · 0 afbud · 1 udeblevet").wait_for()
    tick(page, "Mette Medlem", "Afbud")
    page.get_by_text("0 fremmødt · 1 afbud · 1 udeblevet").wait_for()
    tick(page, "Karen Koordinator", "Fremmødt")
    page.get_by_text("1 fremmødt · 1 afbud · 1 udeblevet").wait_for()
    assert presences(meeting) == {
        "Bo Bestyrelse": "unknown",
        "Dorte Deputy": "no_show",
        "Karen Koordinator": "attended",
        "Mette Medlem": "declined",
    }
    page.get_by_role("button", name="Gem, og gå til luk").click()
    page.get_by_role("button", name="Luk mødet, og send listen").click()
    page.get_by_text("Deltagerlisten er lukket og sendt til PLO.").wait_for()
    told = [mail for mail in product.mailbox.wait_for(1) if mail["To"] == settings.PLO_EMAIL]
    assert [mail["Subject"].startswith("Deltagerliste: Klynge Prøveby") for mail in told] == [True]


def test_ticked_and_closed_without_script(product: Any, open_page: Any, people: People) -> None:
    meeting = plan(people, days=-1, invite=True)
    page = open_page(width=390, height=844, java_script_enabled=False)
    product.sign_in(page, people.karen)
    page.goto(f"{product.base_url}/moeder/{meeting.pk}/")
    page.get_by_role("link", name="Kryds fremmøde af").click()
    tick(page, "Karen Koordinator", "Fremmødt")
    tick(page, "Bo Bestyrelse", "Udeblevet")
    page.get_by_label("Navn").fill("Tove Prøve")
    page.get_by_role("button", name="Gem, og gå til luk").click()
    assert presences(meeting)["Bo Bestyrelse"] == "no_show"
    page.get_by_role("button", name="Luk mødet, og send listen").click()
    page.get_by_text("Deltagerlisten er lukket og sendt til PLO.").first.wait_for()
    assert [one["name"] for one in meeting.lists.get().names] == ["Bo Bestyrelse", "Karen Koordinator"]


def test_pages_off_the_beaten_track_are_narrow_enough_and_axe_finds_nothing(
    product: Any, open_page: Any, people: People
) -> None:
    """States of a meeting, and the question before it is closed, that the walk of test_every_page does not meet."""
    ahead, held = invited_meeting(people), held_meeting(people, guests=1)
    over = plan(people, days=-1, invite=True)
    page = open_page(bypass_csp=True)
    product.sign_in(page, people.karen)
    found = {}
    for address in (f"{ahead.pk}/", f"{held.pk}/", f"{over.pk}/luk/"):
        assert page.goto(f"{product.base_url}/moeder/{address}").status == 200
        found[address] = faults_of(page)
    assert {address: faults for address, faults in found.items() if faults} == {}
