"""Pay for work in a real browser against the whole product: asked for, paid, told, delivered, reported, and taken back.

The bank's own answers are given by the act that reads them, dated last month: a month is told when it is over.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.models import FeeRun, FeeStatement, IncomeReport, PostMessage
from approvals.states import PostState
from approvals.tax_files.eindkomst import read_table
from clusters.actions.sign_contract import confirm_contract
from clusters.enums import ContractRole, MovementKind
from clusters.models import Movement
from expenses.models import Voucher
from klyngeokonomi import kick
from klyngeokonomi.integrations.digital_post.fake.distributor import FakeDistributor
from tests.factories.contracts import signed
from tests.factories.fees import NOBODYS, a_month_ago, settled
from tests.factories.payments import batch_of, paying_account, sent
from tests.journeys import walk
from tests.journeys.test_payment import until
from tests.journeys.test_voucher import check_books
from tests.staff import give_password

pytestmark = pytest.mark.browser
GROSS = "3.500,00 kr."


def ask_for_fee(product: Any, page: Any, cast: walk.Cast) -> Voucher:
    """Karen's three and a half hours of last month, written in the time sheet on her phone."""
    product.sign_in(page, cast.people.karen)
    page.goto(f"{product.base_url}/bilag/nyt/")
    page.get_by_label("Honorar", exact=False).first.check()
    page.get_by_role("button", name="Videre").click()
    page.get_by_role("heading", name="Honorar", exact=True).wait_for()
    assert page.get_by_label("Timeløn").input_value() == "1.000,00"
    page.get_by_label("Linje 1: dag").fill(str(a_month_ago() + dt.timedelta(days=1)))
    page.get_by_label("Linje 1: arbejde").fill("Planlægning af møder")
    page.get_by_label("Linje 1: timer").fill("3,5")
    page.get_by_label("Intet møde").check()
    page.get_by_label("Hvorfor hører det ikke til et møde?").fill("Planlægning.")
    page.locator(".ko-actions").get_by_role("button", name="Videre").click()
    walk.fill_in_account(page)
    page.get_by_label("CPR-nummer").last.fill(NOBODYS)
    page.wait_for_load_state()
    page.get_by_role("button", name=f"Send {GROSS} til godkendelse").dblclick()
    page.get_by_role("heading", name="Tak. ").wait_for()
    return Voucher.objects.get()


def endorse(product: Any, page: Any, cast: walk.Cast, voucher: Voucher) -> None:
    product.sign_in(page, cast.people.dorte)
    page.goto(f"{product.base_url}/godkend/")
    page.get_by_role("link", name=str(voucher.number)).click()
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name=f"Godkend {GROSS}").click()
    page.get_by_text("er godkendt og sendt til PLO").wait_for()


def approve(product: Any, page: Any, voucher: Voucher) -> None:
    """Sara says what it is for tax, and that it may be paid."""
    page.goto(f"{product.base_url}/plo/approvals/voucherreview/{voucher.pk}/change/")
    page.get_by_label("B-indkomst").check()
    page.get_by_role("button", name="Gem indkomsten").click()
    page.get_by_text("Afgjort som B-indkomst af Sara Sekretær").first.wait_for()
    page.get_by_role("button", name=f"Godkend {GROSS} til udbetaling").click()
    page.get_by_text(f"Bilag {voucher.number} er godkendt til udbetaling.").wait_for()


def run_fees(product: Any, page: Any, *, number: int) -> FeeRun:
    """By Sara's button, pressed twice; composed and printed by the worker."""
    page.goto(f"{product.base_url}/plo/approvals/feerun/")
    page.get_by_role("button", name="Kør honorarer for").dblclick()
    until(lambda: FeeRun.objects.filter(sequence=number, state="done").exists())
    assert FeeRun.objects.count() == number
    return FeeRun.objects.get(sequence=number)


def report(product: Any, page: Any, secret: str, folder: Path) -> Any:
    """Made and fetched by who has the code; the one row of the table as it was downloaded."""
    month = a_month_ago()
    address = reverse("admin:approvals_incomereport_month", args=[month.year, month.month])
    page.goto(f"{product.base_url}{address}")
    page.get_by_label("Engangskode").fill(walk.fresh_code(secret))
    page.get_by_role("button", name="Dan indberetning").click()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Hent filen").click()
    fetched.value.save_as(folder / "eindkomst.csv")
    (row,) = read_table((folder / "eindkomst.csv").read_bytes()).lines
    return row


def delivered(product: Any, distributor: FakeDistributor, number: str) -> Callable[[], bool]:
    def holds() -> bool:
        kick.now("approvals.visit_post")
        distributor.work()
        distributor.close_day()
        return PostMessage.objects.filter(statement__number=number, state=PostState.CONFIRMED).exists()

    return holds


def test_from_the_request_to_the_tax_file_and_back(product: Any, open_page: Any, tmp_path: Path) -> None:
    cast = walk.make_cast(product)
    people = cast.people
    paying_account()
    start = a_month_ago() - dt.timedelta(days=30)
    own = {"person": people.karen.person, "role": ContractRole.COORDINATOR, "valid_from": start}
    confirm_contract(signed(people, **own), by=people.bo)
    phone, desk = open_page(width=390, height=844), open_page()
    voucher = ask_for_fee(product, phone, cast)
    endorse(product, open_page(), cast, voucher)
    product.sign_in(desk, people.sara)
    approve(product, desk, voucher)
    voucher.refresh_from_db()
    payment = settled(sent(batch_of(voucher, people=people), people=people).payments.get())

    run = run_fees(product, desk, number=1)
    assert (run.statements, str(run.gross), str(run.a_tax)) == (1, "3500.00", "0.00")
    statement = FeeStatement.objects.get()
    line = statement.lines.get()
    assert (line.payment, line.voucher, line.movement) == (payment, voucher, payment.movement)
    distributor = FakeDistributor(product.digital_post, tmp_path / "distributor")
    until(delivered(product, distributor, statement.number))
    phone.goto(f"{product.base_url}/mine-loensedler/")
    phone.get_by_role("link", name=statement.number[-5:]).or_(phone.locator("main table a")).first.click()
    phone.get_by_text("Ligger i din digitale post").first.wait_for()
    phone.get_by_text(GROSS).first.wait_for()
    with phone.expect_download() as fetched:
        phone.get_by_role("link", name="Hent PDF").click()
    with pypdfium2.PdfDocument(Path(fetched.value.path()).read_bytes()) as paper:
        assert statement.number in paper[0].get_textpage().get_text_range()
    row = report(product, desk, cast.secret, tmp_path)
    assert (row.number, str(row.amounts[36])) == (NOBODYS, "3500.00")

    bounce_payment(payment, by=bank_user(), reason="Kontoen findes ikke længere (AC04).")
    second = run_fees(product, desk, number=2)
    correction = FeeStatement.objects.get(run=second)
    assert (correction.corrects, correction.month, str(correction.net)) == (
        statement,
        statement.month,
        "-3500.00",
    )
    until(delivered(product, distributor, correction.number))
    secret, other_desk = generate_totp_secret(), open_page()
    TOTP.activate(give_password(people.sune), secret)
    product.sign_in(other_desk, people.sune)
    taken_back = report(product, other_desk, secret, tmp_path)
    assert (taken_back.number, str(taken_back.amounts[36])) == (NOBODYS, "-3500.00")
    assert IncomeReport.objects.count() == 2
    assert Movement.objects.filter(kind__in=[MovementKind.PAY, MovementKind.BOUNCE]).count() == 2
    assert check_books() == "Regnskabet går op."
