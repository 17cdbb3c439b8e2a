"""Two vouchers become money in a real browser against the whole product: one is paid by the bank, one comes back."""

import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command

from approvals.models import Batch, BatchFile, Payment
from approvals.payment_files.schema import validate
from approvals.states import BatchState, PaymentState
from clusters.models import Movement
from expenses.actions.save_payee import PayTo, save_supplier_account
from expenses.enums import CostCategory, VoucherKind
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi import kick
from klyngeokonomi.danish.fik import parse_fik
from klyngeokonomi.integrations.bank.fake.bank import FakeBank
from tests.factories.expenses import voucher_at
from tests.factories.payments import paying_account
from tests.journeys import walk
from tests.staff import give_password

pytestmark = pytest.mark.browser
FIK = "+71<000000000000018+80000000<"


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def two_approved(cast: walk.Cast) -> tuple[Voucher, Voucher]:
    """A taxi that Mette has paid, to her account; and an invoice by payment line, to one the bank will not pay."""
    people = cast.people
    ride = voucher_at(VoucherState.APPROVED, people)
    account = save_supplier_account(
        people.cluster, by=people.mette, name="Prøveby Afvist ApS", to=PayTo.fik(parse_fik(FIK))
    )
    invoice = voucher_at(
        VoucherState.APPROVED,
        people,
        amount="500.00",
        kind=VoucherKind.INVOICE,
        supplier="Prøveby Afvist ApS",
        invoice_number="17",
        category=CostCategory.TRANSPORT,
        payee=account.payee,
        payee_account=account,
    )
    return ride, invoice


def test_from_approval_to_the_bank_and_back(product: Any, open_page: Any, tmp_path: Path) -> None:
    cast = walk.make_cast(product)
    paying_account()
    ride, invoice = two_approved(cast)
    sune_secret = generate_totp_secret()
    TOTP.activate(give_password(cast.people.sune), sune_secret)

    first = open_page()
    product.sign_in(first, cast.people.sara)
    first.goto(f"{product.base_url}/plo/approvals/batch/klar/")
    first.get_by_role("button", name="Tag alle 2 bilag").click()
    first.get_by_role("button", name="Saml 2 betalinger på 750,00 kr.").dblclick()
    first.get_by_text("skal frigive").first.wait_for()
    batch = Batch.objects.get()
    assert first.get_by_role("button", name="Frigiv 750,00 kr.").count() == 0

    second = open_page()
    product.sign_in(second, cast.people.sune)
    second.goto(f"{product.base_url}/plo/approvals/batch/{batch.pk}/change/")
    second.get_by_label("Engangskode").fill(walk.fresh_code(sune_secret))
    second.get_by_role("button", name="Frigiv 750,00 kr.").click()
    second.get_by_text(f"{batch} er frigivet.").wait_for()

    bank = FakeBank(product.bank, tmp_path / "fake_bank")
    until(lambda: Batch.objects.get().state == BatchState.SENT)
    (order,) = bank.out.iterdir()
    validate(order.read_bytes())
    assert order.read_bytes() == BatchFile.objects.get().sealed.open()
    bank.work()
    bank.close_day()
    kick.now("approvals.visit_bank")
    until(lambda: Batch.objects.get().state == BatchState.CLOSED)

    paid, bounced = Payment.objects.order_by("pk")
    assert (paid.voucher, paid.state) == (ride, PaymentState.PAID)
    assert (bounced.voucher, bounced.state) == (invoice, PaymentState.BOUNCED)
    assert [(one.amount, one.to_bucket) for one in Movement.objects.filter(kind="pay")] == [
        (ride.gross, "paid")
    ]
    member = open_page(width=390, height=844)
    product.sign_in(member, cast.people.mette)
    assert walk.figures(product, member, cast) == {
        "Til rådighed": "9.250,00 kr.",
        "Reserveret": "500,00 kr.",
        "Afventer koordinator": "0,00 kr.",
        "Bogført": "9.750,00 kr.",
    }
    member.goto(f"{product.base_url}/bilag/{ride.pk}/")
    member.get_by_text("Udbetalt").first.wait_for()
    subjects = {
        f"Dit bilag {ride.number} er udbetalt",
        f"Banken sendte en betaling tilbage: bilag {invoice.number}",
    }
    until(lambda: subjects <= {mail["Subject"].strip() for mail in product.mailbox.mails()})
    out = StringIO()
    call_command("check_books", stdout=out)
    assert out.getvalue().splitlines()[-1] == "Regnskabet går op."
