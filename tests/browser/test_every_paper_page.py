"""T086 in a real browser: each page of a paper is a picture that has come, and their number stands beside the name."""

from typing import Any

import pytest

from expenses.actions.attach_document import attach_document
from expenses.actions.submit_voucher import submit_voucher
from klyngeokonomi.documents.receive import receive
from tests.factories.expenses import draft
from tests.factories.papers import read_to_the_end, upload
from tests.klyngeokonomi.documents import corpus
from tests.people import make_people

pytestmark = pytest.mark.browser
HAS_COME = "image => image.complete && image.naturalWidth > 0"


@pytest.mark.case("T086")
def test_all_three_pages_have_come_before_the_button_is_pressed(product: Any, open_page: Any) -> None:
    people = make_people()
    voucher = draft(people, with_paper=False)
    document = receive(upload(corpus.pdf(pages=3), "faktura.pdf"), by=people.mette)
    read_to_the_end(document)
    attach_document(voucher, document, by=people.mette)
    submit_voucher(voucher, by=people.mette)
    page = open_page(bypass_csp=True)
    product.sign_in(page, people.karen)
    page.goto(f"{product.base_url}/godkend/{voucher.pk}/")
    assert "3 sider" in page.locator(".ko-paper-name").inner_text().replace("\xa0", " ")
    pictures = page.locator("img.ko-paper")
    assert pictures.count() == 3
    for number in range(3):
        pictures.nth(number).scroll_into_view_if_needed()
        page.wait_for_function(HAS_COME, arg=pictures.nth(number).element_handle())
