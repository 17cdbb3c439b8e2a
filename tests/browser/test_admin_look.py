"""Django admin as part of the product: its header and its policy. What axe says of it: test_every_page."""

import pytest

from tests.people import make_people

pytestmark = pytest.mark.browser
PAGES = [
    "/plo/",
    "/plo/approvals/",
    "/plo/approvals/voucherreview/",
    "/plo/expenses/rate/",
    "/plo/expenses/rate/add/",
    "/plo/meetings/meeting/",
    "/plo/outbox/message/",
    "/plo/audit/record/",
]


def test_the_policy_refuses_nothing_and_the_frame_is_the_products(product, browser_page):
    page = browser_page
    product.sign_in(page, make_people().sara)
    for path in PAGES:
        answer = page.goto(f"{product.base_url}{path}")
        assert (answer.status, page.url) == (200, f"{product.base_url}{path}")
        assert page.locator("header .ko-brand a").inner_text() == "Klyngeøkonomi"
        assert page.locator("nav [aria-current]").first.inner_text() == "Sekretariat"
        assert page.locator("h1").count() == 1
        type_of_heading = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
        assert type_of_heading.startswith('"IBM Plex Sans"')
        assert page.console == []
