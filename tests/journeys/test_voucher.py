"""The main job in a real browser against the whole product: one voucher from the phone to PLO's approval."""

from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from approvals.models import Decision
from expenses.models import Voucher
from expenses.states import VoucherState
from tests.journeys import walk

pytestmark = pytest.mark.browser


def expected(available: str, reserved: str, awaiting: str, booked: str) -> dict[str, str]:
    return {
        "Til rådighed": f"{available} kr.",
        "Reserveret": f"{reserved} kr.",
        "Afventer koordinator": f"{awaiting} kr.",
        "Bogført": f"{booked} kr.",
    }


def check_books() -> str:
    out = StringIO()
    call_command("check_books", stdout=out)
    return out.getvalue().splitlines()[-1]


def send_voucher(product: Any, page: Any, cast: walk.Cast, folder: Path, *, script: bool) -> Voucher:
    """Mette's three steps on the phone, with the button of the last one pressed twice."""
    page.locator("main").get_by_role("link", name="Nyt bilag").click()
    page.get_by_label("Vælg filer").set_input_files(walk.receipt_and_programme(folder))
    if script:
        page.get_by_alt_text("Side 1 af kvittering.jpg").wait_for()
        page.get_by_alt_text("Side 1 af program.pdf").wait_for()
        page.get_by_label("Hvad er det? (program.pdf)").select_option("Program")
    page.get_by_role("button", name="Videre").click()
    page.get_by_role("heading", name="Hvad og hvornår").wait_for()
    voucher = Voucher.objects.get()
    walk.until_read(voucher)
    walk.fill_in_dinner(page, cast)
    if script:
        page.get_by_text("200,00 kr.").first.wait_for()
        assert page.get_by_label("Heraf moms").input_value() == "250,00"
    page.locator(".ko-actions").get_by_role("button", name="Videre").click()
    walk.fill_in_account(page)
    button = page.get_by_role("button", name="Send 1.250,00 kr. til godkendelse")
    page.wait_for_load_state()  # the script holds the second press; before it is there, that ends on the voucher's page
    button.dblclick() if script else button.click()
    page.get_by_role("heading", name="Tak. ").wait_for()
    voucher.refresh_from_db()
    return voucher


@pytest.mark.parametrize(
    "script", [pytest.param(True, id="script"), pytest.param(False, id="no-script", marks=pytest.mark.long)]
)
def test_from_the_phone_to_approval(product: Any, open_page: Any, tmp_path: Path, script: bool) -> None:
    cast = walk.make_cast(product)
    phone = open_page(width=390, height=844, has_touch=True, java_script_enabled=script)
    walk.by_mitid(product, phone, "Mette Medlem")
    assert walk.figures(product, phone, cast) == expected("10.000,00", "0,00", "0,00", "10.000,00")
    phone.goto(product.base_url)
    voucher = send_voucher(product, phone, cast, tmp_path, script=script)
    assert (voucher.state, voucher.lines.get().vat) == (VoucherState.SUBMITTED, Decimal("250.00"))
    assert walk.figures(product, phone, cast) == expected("10.000,00", "0,00", "1.250,00", "10.000,00")

    desk = open_page(java_script_enabled=script)
    walk.by_mitid(product, desk, "Karen Koordinator")
    desk.goto(f"{product.base_url}/godkend/")
    desk.get_by_role("link", name=str(voucher.number)).click()
    button = desk.get_by_role("button", name="Godkend 1.250,00 kr.")
    button.wait_for()
    if script:
        for key in ("g", "Space", "g", "g"):
            desk.keyboard.press(key)
    else:
        desk.get_by_label("Er mødets væsentligste formål fagligt?").check()
        button.click()
    desk.get_by_text("er godkendt og sendt til PLO").wait_for()
    assert walk.figures(product, desk, cast) == expected("8.750,00", "1.250,00", "0,00", "10.000,00")
    assert walk.mail_about(product, voucher)["To"] == settings.PLO_EMAIL

    secretariat = open_page(java_script_enabled=script)
    walk.by_password_and_code(product, secretariat, cast)
    review = f"{product.base_url}/plo/approvals/voucherreview/{voucher.pk}/change/"
    secretariat.goto(review)
    button = secretariat.get_by_role("button", name="Godkend 1.250,00 kr. til udbetaling")
    button.dblclick() if script else button.click()
    secretariat.get_by_text(f"Bilag {voucher.number} er godkendt til udbetaling.").wait_for()
    assert walk.figures(product, phone, cast) == expected("8.750,00", "1.250,00", "0,00", "10.000,00")
    assert list(Decision.objects.order_by("pk").values_list("verdict", flat=True)) == ["endorse", "approve"]
    assert check_books() == "Regnskabet går op."
