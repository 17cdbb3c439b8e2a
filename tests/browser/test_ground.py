"""The browser's ground: the running product answers a real Chromium, with and without JavaScript."""

import pytest

from tests.people import make_people

pytestmark = pytest.mark.browser


def test_the_running_product_opens_its_door(product, browser_page):
    answer = browser_page.goto(f"{product.base_url}/")
    assert answer.status == 200
    assert browser_page.locator("html").get_attribute("lang") == "da"


@pytest.mark.parametrize("turn", [1, 2])
def test_people_made_by_a_test_are_gone_in_the_next(product, open_page, turn):
    people = make_people()
    page = open_page(width=390, height=844, java_script_enabled=False)
    product.sign_in(page, people.mette)
    answer = page.goto(f"{product.base_url}/")
    assert answer.status == 200
    assert "login" not in page.url
