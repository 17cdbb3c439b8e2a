"""What goes wrong for a member costs no more than the thing itself: a bad file, a step back in the browser."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from expenses.models import Voucher
from expenses.states import VoucherState
from tests.factories.expenses import draft
from tests.factories.papers import jpeg
from tests.klyngeokonomi.documents.corpus import locked
from tests.people import make_people

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_bad_files_say_why_and_the_good_one_is_kept(
    product: Any, open_page: Any, tmp_path: Path, script: bool
) -> None:
    good, large, shut = (tmp_path / name for name in ("god.jpg", "stor.jpg", "laast.pdf"))
    good.write_bytes(jpeg(5))
    large.write_bytes(jpeg(6) + b"\0" * settings.DOCUMENT_MAX_BYTES)
    shut.write_bytes(locked(user="hemmelig"))
    page = open_page(width=390, height=844, java_script_enabled=script)
    product.sign_in(page, make_people().mette)
    page.goto(f"{product.base_url}/bilag/nyt/")
    page.locator("#id_files").set_input_files([good, large, shut])
    if not script:
        page.get_by_role("button", name="Læg filerne ved").click()
    page.get_by_text("20 MB").filter(has_not_text="hver").wait_for()
    assert page.locator(".ko-upload.is-refused").inner_text().startswith("stor.jpg")
    voucher = Voucher.objects.get()
    kept = page.get_by_alt_text("Side 1 af god.jpg")
    why = page.get_by_text("PDF'en er låst med adgangskode.").first
    for _ in range(60):
        if kept.is_visible() and why.is_visible():
            break
        page.wait_for_timeout(500)
        if not script:
            page.goto(f"{product.base_url}/bilag/{voucher.pk}/papirer/")
    assert kept.is_visible()
    assert why.is_visible()
    assert voucher.attachments.count() == 2


def test_back_and_send_again_sends_nothing_twice(product: Any, open_page: Any) -> None:
    people = make_people()
    voucher = draft(people)
    page = open_page(width=390, height=844)
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/{voucher.pk}/modtager/")
    send = page.get_by_role("button", name="Send 250,00 kr. til godkendelse")
    send.dblclick()
    page.get_by_role("heading", name="Tak. ").wait_for()
    page.go_back()
    if send.is_visible():
        send.click()
    page.wait_for_url(f"{product.base_url}/bilag/{voucher.pk}/")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.SUBMITTED
    assert voucher.moves.filter(to_state=VoucherState.SUBMITTED).count() == 1


def last_page(product: Any, open_page: Any) -> Any:
    """A phone on the page that sends a voucher."""
    people = make_people()
    page = open_page(width=390, height=844)
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/{draft(people).pk}/modtager/")
    return page


PRESSED_TWICE = """() => {
    const send = document.querySelector("button[name=send]");
    send.click();
    setTimeout(() => send.click(), 300);
}"""


def test_a_second_press_while_the_first_is_on_its_way_sends_nothing(product: Any, open_page: Any) -> None:
    """On the form that has a field named as an attribute of forms is: how it is paid, `method`."""
    page = last_page(product, open_page)
    held: list[Any] = []
    page.route("**/modtager/", lambda route: held.append(route))
    page.evaluate(PRESSED_TWICE)
    page.wait_for_timeout(800)
    assert [route.request.method for route in held] == ["POST"]
    held[0].continue_()
    page.get_by_role("heading", name="Tak. ").wait_for()


ON_ITS_WAY = """persisted => {
    const form = document.querySelector("form[data-ko-keep]");
    form.dataset.koSent = "1";
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted }));
    return "koSent" in form.dataset;
}"""


def test_a_form_on_its_way_is_held_until_one_comes_back(product: Any, open_page: Any) -> None:
    """The last picture of a slow page may come after the first press."""
    page = last_page(product, open_page)
    assert (page.evaluate(ON_ITS_WAY, False), page.evaluate(ON_ITS_WAY, True)) == (True, False)
