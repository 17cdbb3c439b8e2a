"""Sign-in in a real browser, under the product's own security policy, all the way through MitID and passkeys."""

from typing import Any

import pytest

from clusters.models import Identity, User
from klyngeokonomi.integrations.mitid.fake.people import write_people
from tests.mitid import KAREN, METTE
from tests.people import make_people
from tests.staff import PASSWORD, give_password

pytestmark = pytest.mark.browser


@pytest.fixture
def mette(product: Any) -> User:
    mette = make_people().mette
    Identity.objects.create(person=mette.person, provider="mitid", subject=METTE.subject, level="high")
    write_people(product.people_file, [METTE, KAREN])
    return mette


@pytest.mark.parametrize("script", [True, False])
def test_a_member_signs_in_on_a_phone(product: Any, open_page: Any, mette: User, script: bool) -> None:
    page = open_page(width=390, height=844, java_script_enabled=script)
    page.goto(f"{product.base_url}/adgang/?next=/adgang/log-ud/")
    page.get_by_role("button", name="Log ind med MitID").click()
    assert page.url.startswith(product.mitid_url)
    page.get_by_role("button", name="Mette Medlem").click()
    page.get_by_role("heading", name="Vil du logge ud?").wait_for()
    assert page.locator(".ko-user-menu p").first.text_content() == "Mette Medlem"
    page.locator("main").get_by_role("button", name="Log ud").click()
    assert page.url == f"{product.base_url}/adgang/"
    page.goto(f"{product.base_url}/adgang/log-ud/")
    assert page.url == f"{product.base_url}/adgang/"


def test_an_unknown_member_is_told_whom_to_ask(product: Any, open_page: Any, mette: User) -> None:
    page = open_page(width=320, height=640)
    page.goto(f"{product.base_url}/adgang/")
    page.get_by_role("button", name="Log ind med MitID").click()
    page.get_by_role("button", name="Karen Koordinator").click()
    page.get_by_role("heading", name="Vi kender ikke dit MitID endnu").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_passkey_is_made_and_used(product: Any, browser_page: Any) -> None:
    sara = give_password(make_people().sara)
    page = browser_page
    _give_authenticator(page)
    page.goto(f"{product.base_url}/adgang/medarbejder/?next=/adgang/totrin/noegler/ny/")
    page.get_by_label("Brugernavn").fill(sara.username)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Bekræft").click()
    page.get_by_role("button", name="Lav nøglen").click()
    page.get_by_role("heading", name="Gendannelseskoder").wait_for()
    page.goto(f"{product.base_url}/adgang/log-ud/")
    page.locator("main").get_by_role("button", name="Log ud").click()
    page.get_by_role("link", name="Log ind med adgangskode eller adgangsnøgle").click()
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    page.wait_for_url(f"{product.base_url}/plo/")


def _give_authenticator(page: Any) -> None:
    """A device in the browser that makes passkeys and always recognises its owner."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
