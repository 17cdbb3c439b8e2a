"""The page of all shared parts: axe finds nothing on it; no script or style is refused."""

import pytest

from tests.browser.every_page import faults_of


@pytest.mark.browser
def test_axe_finds_nothing_and_nothing_sticks_out(product, open_page):
    page = open_page(bypass_csp=True)
    page.goto(f"{product.base_url}/udvikling/komponenter/?fejl")
    assert faults_of(page) == []


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
