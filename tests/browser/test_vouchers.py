"""A voucher in a real browser: on a phone from photo to sending, when the line drops, and when the session ends."""

from pathlib import Path
from typing import Any

import pytest

from expenses.models import Voucher
from expenses.states import VoucherState
from tests.axe import violations
from tests.factories.expenses import draft, own_account
from tests.factories.meetings import held_meeting
from tests.factories.papers import jpeg
from tests.people import People, make_people

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
INVOICE = """<h1>Prøveby Hotel A/S</h1><p>CVR 13585628</p><p>Fakturadato: 12.05.2026</p>
<p>Moms 25 %: 600,00</p><p>I alt inkl. moms 3.000,00</p>"""


@pytest.fixture
def people(product: Any) -> People:
    return make_people()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    from weasyprint import HTML

    (tmp_path / "kvittering.jpg").write_bytes(jpeg(77))
    (tmp_path / "side 2.jpg").write_bytes(jpeg(78))
    (tmp_path / "noter.docx").write_bytes(b"PK\x03\x04 not a paper")
    HTML(string=INVOICE).write_pdf(tmp_path / "faktura.pdf")
    return {path.name: str(path) for path in tmp_path.iterdir() if path.is_file()}


def go_on(page: Any) -> None:
    page.locator("form .button, .ko-actions .button").get_by_text("Videre", exact=True).last.click()


def test_from_photo_to_coordinator_on_a_phone(
    product: Any, open_page: Any, people: People, files: dict[str, str]
) -> None:
    meeting = held_meeting(people)
    own_account(people.mette)
    page = open_page(**PHONE, bypass_csp=True)
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/nyt/?moede={meeting.pk}")
    assert violations(page) == []
    page.locator("#id_files").set_input_files(
        [files[name] for name in ("kvittering.jpg", "noter.docx", "faktura.pdf")]
    )
    page.get_by_text("Klar, 1 side").nth(1).wait_for()
    assert page.locator("[data-ko-refused]").inner_text().startswith("noter.docx")
    page.get_by_role("button", name="Drej faktura.pdf").wait_for()
    assert violations(page) == []
    go_on(page)

    page.get_by_role("heading", name="Hvad og hvornår").wait_for()
    assert page.get_by_role("radio", name=meeting.topic).is_checked()
    page.get_by_text("Middag", exact=True).click()
    page.get_by_role("button", name="3.000,00 kr.").click()
    page.get_by_text("Der er 25 % moms: regn den ud").click()
    assert page.get_by_label("Heraf moms").input_value() == "600,00"
    page.get_by_text("800,00 kr. ≤ 800,00 kr.").wait_for()
    page.get_by_role("button", name="Prøveby Hotel A/S").click()
    page.get_by_role("button", name="12. maj 2026").click()
    page.locator(".ko-saved").wait_for()
    assert violations(page) == []
    go_on(page)

    page.get_by_role("heading", name="Hvem skal have pengene?").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Send 3.000,00 kr. til godkendelse").click()
    voucher = Voucher.objects.get()
    page.get_by_role("heading", name=f"Tak. Bilag {voucher.number} er sendt").wait_for()
    assert violations(page) == []
    page.get_by_role("link", name="dets egen side").click()
    page.get_by_role("heading", name=f"Bilag {voucher.number}: Prøveby Hotel A/S").wait_for()
    assert violations(page) == []
    page.goto(f"{product.base_url}/bilag/")
    assert violations(page) == []
    assert (voucher.state, voucher.attachments.count()) == (VoucherState.SUBMITTED, 2)


def test_no_page_scrolls_sideways_on_the_narrowest_phone(
    product: Any, open_page: Any, people: People
) -> None:
    own_account(people.mette)
    voucher = draft(people, with_paper=False, supplier="Prøvebykommunesportshotelogkonferencecenter A/S")
    page = open_page(width=320, height=640)
    product.sign_in(page, people.mette)
    for path in (
        "",
        "nyt/",
        f"{voucher.pk}/",
        *(f"{voucher.pk}/{step}/" for step in ("papirer", "hvad", "modtager")),
    ):
        page.goto(f"{product.base_url}/bilag/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_file_that_did_not_get_through_waits_and_is_sent_again(
    product: Any, open_page: Any, people: People, files: dict[str, str]
) -> None:
    page = open_page()
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/nyt/")
    page.route("**/bilag/nyt/", lambda route: route.abort())
    page.locator("#id_files").set_input_files([files["kvittering.jpg"], files["side 2.jpg"]])
    page.get_by_text("Der var ingen forbindelse. Filen er her endnu.").nth(1).wait_for()
    assert not Voucher.objects.exists()
    page.unroute("**/bilag/nyt/")
    for _ in range(2):
        page.get_by_role("button", name="Prøv igen").first.click()
    page.locator(".ko-thumb").nth(1).wait_for()
    voucher = Voucher.objects.get()
    assert page.url == f"{product.base_url}/bilag/{voucher.pk}/papirer/"
    assert voucher.attachments.count() == 2
    page.console.clear()


def test_files_are_dropped_on_the_page(product: Any, open_page: Any, people: People) -> None:
    page = open_page()
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/nyt/")
    dropped = page.evaluate_handle(
        """bytes => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "trukket.jpg", {type: "image/jpeg"}));
            return data;
        }""",
        list(jpeg(79)),
    )
    page.dispatch_event("[data-ko-drop]", "drop", {"dataTransfer": dropped})
    page.locator(".ko-thumb-name", has_text="trukket.jpg").wait_for()
    assert Voucher.objects.get().attachments.get().document.name == "trukket.jpg"


def test_going_on_waits_for_the_files_on_their_way(
    product: Any, open_page: Any, people: People, files: dict[str, str]
) -> None:
    page = open_page()
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/nyt/")
    held: list[Any] = []
    page.route("**/bilag/nyt/", lambda route: held.append(route), times=1)
    page.locator("#id_files").set_input_files([files["kvittering.jpg"], files["side 2.jpg"]])
    page.get_by_text("Sendes").wait_for()
    go_on(page)
    held[0].continue_()
    page.get_by_role("heading", name="Hvad og hvornår").wait_for()
    assert Voucher.objects.get().attachments.count() == 2


def test_what_is_typed_when_the_session_has_ended_is_offered_back(
    product: Any, open_page: Any, people: People
) -> None:
    own_account(people.mette)
    voucher = draft(people, with_paper=False, supplier="Gammelt navn")
    page = open_page()
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/{voucher.pk}/hvad/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Leverandør").fill("Nyt navn")
    page.get_by_text("Du er logget ud.").wait_for()
    voucher.refresh_from_db()
    assert voucher.supplier == "Gammelt navn"
    product.sign_in(page, people.mette)
    page.reload()
    assert page.get_by_label("Leverandør").input_value() == "Gammelt navn"
    page.get_by_role("button", name="Sæt det ind igen").click()
    assert page.get_by_label("Leverandør").input_value() == "Nyt navn"
    page.locator(".ko-saved").wait_for()
    voucher.refresh_from_db()
    assert voucher.supplier == "Nyt navn"
    page.reload()
    assert page.get_by_role("button", name="Sæt det ind igen").count() == 0


def test_the_reason_shows_when_a_finding_asks_for_it(product: Any, open_page: Any, people: People) -> None:
    meeting = held_meeting(people)
    own_account(people.mette)
    voucher = draft(people, with_paper=False, reason="", meeting=meeting, no_meeting_reason="")
    page = open_page()
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/{voucher.pk}/hvad/")
    reason = page.get_by_label("Begrundelse")
    assert not reason.is_visible()
    page.get_by_text("Middag", exact=True).click()
    page.get_by_label("Beløb inkl. moms").fill("2.700")
    page.get_by_label("Heraf moms").fill("")
    reason.wait_for()
    page.get_by_label("Heraf moms").fill("540,00")
    reason.wait_for(state="hidden")


def test_a_payment_line_is_read_back_while_one_pastes_it(
    product: Any, open_page: Any, people: People
) -> None:
    voucher = draft(people, with_paper=False, kind="invoice", payee=None, payee_account=None)
    page = open_page(bypass_csp=True)
    product.sign_in(page, people.mette)
    page.goto(f"{product.base_url}/bilag/{voucher.pk}/modtager/")
    page.get_by_label("Betalingslinje", exact=True).fill("71< 18 +81234567")
    page.get_by_text("Korttype 71 · betalings-id 000000000000018 · kreditornummer 81234567").wait_for()
    assert violations(page) == []
