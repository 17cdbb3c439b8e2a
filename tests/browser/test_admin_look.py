"""Django admin as part of the product: its header, its policy, nothing for axe to find, usable on a phone."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.people import make_people

pytestmark = pytest.mark.browser
AXE = Path(settings.BASE_DIR) / "static" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(product, open_page, width):
    page = open_page(width=width, bypass_csp=True)
    product.sign_in(page, make_people().sara)
    for path in PAGES:
        page.goto(f"{product.base_url}{path}")
        assert page.url.endswith(path)
        page.add_script_tag(path=AXE)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert [(path, one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
