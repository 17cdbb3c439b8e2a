"""axe finds nothing on any page of anyone, full, empty or refused, nor at the front door."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from clusters.actions.invite_person import invite_person
from expenses.states import VoucherState
from tests.browser.every_page import DESK, PHONE, faults_of, walk
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.factories.fees import issued, own_fee, paid_fee
from tests.factories.meetings import held_meeting, invited_meeting, plan
from tests.people import People, make_people

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture
def page(open_page: Open) -> Any:
    return open_page(bypass_csp=True)


def full_house() -> People:
    """A voucher in every state, meetings before and behind, movements, mails on their way, a fee that is told."""
    people = make_people()
    fund(people.cluster, "20000.00", by=people.sara)
    confirm_opening(people, "1500.00")
    meeting = held_meeting(people, guests=1)
    invited_meeting(people)
    plan(people, days=-1, invite=True)
    for state in VoucherState:
        voucher_at(state, people, amount="300.00", meeting=meeting, no_meeting_reason="", category="dinner")
    paid_fee(people, own_fee(people))
    issued(people)
    return people


def nothing(found: dict[Any, list[str]]) -> dict[Any, list[str]]:
    """The pages with faults."""
    return {address: faults for address, faults in found.items() if faults}


CLUSTERS = [("karen", (PHONE,), ["/"]), ("mette", (PHONE,), ["/"])]
SECRETARIAT = [("sara", (DESK, PHONE), ["/plo/", "/"]), ("rikke", (DESK,), ["/plo/"])]
"""Who walks, on what screens, from where. A kind of page is looked at with the first who comes to it.

Rikke looks at what is built otherwise for her in the admin: what Sara may change is read-only to her.
"""


def faults_of_walks(product: Any, page: Any, walks: list[Any], least: int) -> dict[Any, list[str]]:
    people, found, seen = full_house(), {}, {}
    for name, widths, starts in walks:
        product.sign_in(page, getattr(people, name))
        walked = walk(page, product.base_url, *starts, widths=widths, seen=seen)
        found |= {(name, address): faults for address, faults in walked.items()}
    assert {name for name, _ in found} == {name for name, _, _ in walks}
    assert len(seen) > least
    return nothing(found)


def test_every_page_of_a_full_house(product: Any, page: Any) -> None:
    assert faults_of_walks(product, page, CLUSTERS, 25) == {}


@pytest.mark.long
def test_every_page_of_a_full_house_on_a_desk(product: Any, page: Any) -> None:
    assert faults_of_walks(product, page, [("karen", (DESK,), ["/"])], 25) == {}


@pytest.mark.long
def test_every_page_of_the_secretariat(product: Any, page: Any) -> None:
    assert faults_of_walks(product, page, SECRETARIAT, 30) == {}


def test_the_secretariats_daily_pages(product: Any, page: Any) -> None:
    """The short version of the walk: the desk, a list, a review and a form."""
    people, found = full_house(), {}
    product.sign_in(page, people.sara)
    page.goto(product.base_url + "/plo/approvals/voucherreview/")
    review = page.locator("#result_list a").first.get_attribute("href")
    for address in ("/plo/", "/plo/approvals/voucherreview/", review, "/plo/expenses/rate/add/"):
        page.goto(product.base_url + address)
        found[address] = faults_of(page)
    assert nothing(found) == {}


@pytest.mark.long
def test_pages_with_nothing_on_them(product: Any, page: Any) -> None:
    people, found = make_people(), {}
    empty = {
        "ove": ["/"],
        "mette": ["/", "/bilag/", "/moeder/", "/konto/", "/bilag/nyt/"],
        "karen": ["/godkend/"],
        "sara": ["/plo/", "/plo/approvals/voucherreview/"],
    }
    for name, addresses in empty.items():
        product.sign_in(page, getattr(people, name))
        for address in addresses:
            page.goto(product.base_url + address)
            found[name, address] = faults_of(page)
    assert nothing(found) == {}


def test_the_front_door_and_the_pages_that_say_no(product: Any, page: Any) -> None:
    people, found = make_people(), {}
    invite_person(people.frede.person, by=people.sara)
    (mail,) = product.mailbox.wait_for(1)
    link = re.search(r"/adgang/invitation/\S+", mail.get_body(("plain",)).get_content())[0]
    for address in (link, "/adgang/invitation/forkert/", "/adgang/", "/adgang/medarbejder/"):
        page.goto(product.base_url + address)
        found[address] = faults_of(page)
    page.goto(f"{product.base_url}/adgang/medarbejder/")
    page.get_by_label("Brugernavn").fill("ukendt")
    page.get_by_label("Adgangskode").fill("forkert")
    page.get_by_role("button", name="Fortsæt").click()
    found["wrong password"] = faults_of(page)
    page.context.clear_cookies()
    page.goto(f"{product.base_url}/adgang/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Log ind med MitID").click()
    found["no cookie"] = faults_of(page)
    product.sign_in(page, people.mette)
    for address, status in (("/findes-ikke/", 404), ("/godkend/", 403), ("/plo/", 404)):
        assert page.goto(product.base_url + address).status == status
        found[address] = faults_of(page)
    assert nothing(found) == {}


def test_refused_forms(product: Any, page: Any) -> None:
    people, found = full_house(), {}
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/nyt/")
    page.get_by_role("button", name="Videre").click()
    page.get_by_role("heading", name="Hvad og hvornår").wait_for()
    page.locator(".ko-actions").get_by_role("button", name="Videre").click()
    page.locator(".ko-errors").wait_for()
    found["details"] = faults_of(page)
    page.goto(page.url.replace("/hvad/", "/modtager/"))
    page.get_by_label("En anden konto").check()
    page.get_by_role("button", name="Gem kontoen").click()
    page.get_by_text("Et registreringsnummer er fire cifre.").first.wait_for()
    found["payee"] = faults_of(page)
    submitted = people.cluster.vouchers.get(state=VoucherState.SUBMITTED)
    product.sign_in(page, people.karen)
    page.goto(f"{product.base_url}/godkend/{submitted.pk}/")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    found["keys"] = faults_of(page)
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.get_by_label("Hvad skal rettes?").fill("   ")
    page.get_by_role("button", name="Returnér bilaget").click()
    page.locator("#returner .form-error-message").wait_for()
    found["return"] = faults_of(page)
    assert nothing(found) == {}
