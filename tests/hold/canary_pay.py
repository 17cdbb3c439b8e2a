"""The canary's road through pay: asked for, paid, told, posted, reported and given to payroll (I9)."""

import io
import time
import zipfile
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from approvals.actions.download_income_report import download_income_report
from approvals.actions.handle_post import download_shipment
from approvals.actions.receive_post_receipt import receive_post_receipt
from approvals.actions.report_income import report_income
from approvals.actions.run_fees import ask_fee_run, go_on_with_runs
from approvals.actions.visit_post import visit_post
from approvals.enums import FeeRunState
from approvals.models import FeeRun, FeeStatement, Shipment
from klyngeokonomi.integrations.file_exchange.connection import Connection
from klyngeokonomi.integrations.file_exchange.file_drop import FileDrop
from tests.factories.fees import a_month_ago, paid_fee, speakers_fee
from tests.people import People

LONGEST = 30
"""Seconds the product's worker may take to print one page."""


def paid_and_told(people: People, product: Any, cpr: str) -> list[bytes]:
    """What was shown to people on the way. The number stands sealed, and in the two files that leave."""
    mette, sara = Client(), Client()
    mette.force_login(people.mette)
    sara.force_login(people.sara)
    asked = f"{cpr[:6]}-{cpr[6:]}"
    voucher = speakers_fee(people, cpr="")
    written = {"account": voucher.payee_account_id, "known_as": "cpr", "gem": "1"}
    mette.post(f"/bilag/{voucher.pk}/modtager/", written | {"cpr": f"{asked}1"})
    mette.post(f"/bilag/{voucher.pk}/modtager/", written | {"cpr": asked})
    mette.get(f"/bilag/{voucher.pk}/?cpr={cpr}")
    paid_fee(people, voucher)
    run = _done(people)
    statement = FeeStatement.objects.get(run=run)
    assert statement.cpr.open() == cpr.encode()
    visit_post(FileDrop(Connection("file_drop", product.digital_post, "distributøren")))
    shipment = Shipment.objects.get()
    assert cpr.encode() in shipment_xml(download_shipment(shipment, by=people.sara, reason="Prøve."))
    receive_post_receipt(f"rapport_{cpr}.xml", f"<rapport>{cpr}</rapport>".encode())
    report = report_income(run.month, by=people.sara)
    assert cpr.encode() in download_income_report(report, by=people.sara)[1]
    call_command("rotate_keys")
    assert FeeStatement.objects.get().cpr.open() == cpr.encode()
    pages = [
        *(reverse(f"admin:approvals_feerun_{page}", args=[run.pk]) for page in ("change", "csv", "xlsx")),
        reverse("admin:approvals_feestatement_change", args=[statement.pk]),
        reverse("admin:approvals_shipment_change", args=[shipment.pk]),
        f"/mine-loensedler/{statement.pk}/",
        f"/mine-loensedler/{statement.pk}/hent/",
    ]
    answers = [sara.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * len(pages)
    return [answer.content for answer in (*answers, mette.get(f"/bilag/{voucher.pk}/"))]


def shipment_xml(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("shipment.xml")


def _done(people: People) -> FeeRun:
    """The product's worker prints the paper, as it does every day."""
    run = ask_fee_run(a_month_ago(), by=people.sara)
    until = time.monotonic() + LONGEST
    while run.state != FeeRunState.DONE and time.monotonic() < until:
        go_on_with_runs()
        time.sleep(0.1)
        run.refresh_from_db()
    assert run.state == FeeRunState.DONE
    return run
