"""The page of all shared parts: axe finds nothing on it; no script or style is refused."""

from pathlib import Path

import pytest
from django.conf import settings

AXE = Path(settings.BASE_DIR) / "static" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(product, open_page, width):
    page = open_page(width=width, bypass_csp=True)
    page.goto(f"{product.base_url}/udvikling/komponenter/?fejl")
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_error_summary_takes_the_focus_and_the_policy_refuses_nothing(product, browser_page):
    browser_page.goto(f"{product.base_url}/udvikling/komponenter/?fejl")
    assert "Der er noget at rette" in browser_page.evaluate("document.activeElement.innerText")


@pytest.mark.browser
def test_a_question_mark_shows_the_keys_and_a_key_presses_its_button(product, browser_page):
    browser_page.goto(f"{product.base_url}/udvikling/komponenter/")
    browser_page.keyboard.press("?")
    assert "Godkend 4.350,00 kr." in browser_page.locator("dialog").inner_text()
    browser_page.keyboard.press("Escape")
    browser_page.evaluate(
        "document.querySelector('[data-ko-key=g]').addEventListener('click', e => {"
        "e.preventDefault(); document.title = 'pressed'})"
    )
    browser_page.fill("#id_note", "")
    browser_page.type("#id_note", "g")
    assert browser_page.title() != "pressed"
    browser_page.locator("h1").click()
    browser_page.keyboard.press("g")
    assert browser_page.title() == "pressed"
