"""Fee runs on the secretariat's desk: previewed, started, followed, looked up, and handed to payroll."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.run_fees import compose_run, finish_run, go_on_with_runs
from approvals.models import FeeRun, FeeStatement, StatementPaper
from clusters.enums import IncomeKind
from clusters.models import User
from klyngeokonomi.audit.models import Record
from tests.factories.fees import issued, own_fee, paid_fee, speakers_fee
from tests.people import make_people

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden" / "loen-2026-10.csv"
RUNS = reverse("admin:approvals_feerun_changelist")
START = reverse("admin:approvals_feerun_start")


@pytest.fixture(autouse=True)
def november(settings: object) -> object:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    with time_machine.travel("2026-11-03T09:00:00Z", tick=True):
        yield


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def words(response: object) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_from_preview_to_done():
    people = make_people()
    payment = paid_fee(people)
    unknown = paid_fee(people, own_fee(people))
    unknown.payee.identities.all().delete()  # no page can: approval asks for the number first
    sara, rikke = browser_of(people.sara), browser_of(people.rikke)
    page = words(sara.get(RUNS))
    assert "1 lønseddel til 1 person for 1 betaling." in page
    assert "Udbetalt</dt><dd>6.000,00 kr." in page
    assert payment.voucher.number in page and "Oplæg, 12.05.2026</td>" in page
    assert f"Bilag {unknown.voucher.number}</a> til Karen Koordinator, 3.500,00 kr.: Skat kender ikke" in page
    assert "Kør honorarer for oktober 2026</button>" in page
    assert "</button>" not in words(rikke.get(RUNS)).split("Kør honorarer for")[1].split("Kørsler</h2>")[0]
    assert rikke.post(START).status_code == 409
    assert FeeRun.objects.count() == 0

    answer = sara.post(START)
    run = FeeRun.objects.get()
    address = reverse("admin:approvals_feerun_change", args=[run.pk])
    assert answer.url == address
    assert "Lønsedlerne bliver opgjort" in words(sara.get(address))
    assert "Måneden er allerede ved at blive kørt" in words(sara.post(START))
    assert "Måneden bliver kørt nu" in words(sara.get(RUNS))
    compose_run(run.pk)
    page = sara.get(address)
    assert "0 af 1 er dannet" in words(page) and 'http-equiv="refresh"' in page.content.decode()
    part = rikke.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="load delay:2s"' in part and "<html" not in part
    StatementPaper.objects.update(state="failed", problem="Prøve.")
    go_on_with_runs()
    page = words(rikke.get(address))
    assert "Kørslen er færdig, men 1 lønseddel kunne ikke dannes som PDF." in page
    assert "Mislykket: Prøve." in page and "hx-get" not in page
    page = words(sara.get(RUNS))
    assert "Ingen nye lønsedler kan udstedes nu." in page and START not in page
    assert sara.get(reverse("admin:approvals_feerun_change", args=["x"])).status_code == 404


def test_a_statement_leads_back_and_forward_and_is_found():
    people = make_people()
    payment = paid_fee(people)
    first = issued(people)
    StatementPaper.objects.update(state="failed", problem="Prøve.")
    finish_run(first.pk)
    bounce_payment(payment, by=bank_user(), reason="Kontoen er lukket")
    issued(people)
    told, back = FeeStatement.objects.order_by("pk")
    browser = browser_of(people.rikke)
    page = words(browser.get(reverse("admin:approvals_feestatement_change", args=[told.pk])))
    for name, pk in (
        ("approvals_voucherreview_change", payment.voucher_id),
        ("approvals_batch_change", payment.batch_id),
        ("clusters_movement_change", payment.movement_id),
        ("approvals_feerun_change", first.pk),
        ("approvals_feestatement_change", back.pk),
    ):
        assert f'href="{reverse(f"admin:{name}", args=[pk])}"' in page, name
    assert "Er rettet af" in page and "ikke indberettet endnu" in page
    page = words(browser.get(reverse("admin:approvals_feestatement_change", args=[back.pk])))
    assert "Tager <a" in page and "−6.000,00 kr." in page
    page = words(browser.get(reverse("admin:approvals_voucherreview_change", args=[payment.voucher_id])))
    assert f">{told}</a>, <a" in page and f">{back}</a> (rettelse)." in page
    register = reverse("admin:approvals_feestatement_changelist")
    for asked in (told.number, "otto", payment.voucher.number):
        assert told.number in words(browser.get(register, {"q": asked})), asked
    assert told.number not in words(browser.get(register, {"q": "findes ikke"}))


def test_payroll_gets_what_the_run_says_and_no_cpr_number():
    people = make_people()
    paid_fee(people, income=IncomeKind.A)
    paid_fee(people, own_fee(people))
    run = issued(people)
    browser = browser_of(people.sara)
    content = browser.get(reverse("admin:approvals_feerun_csv", args=[run.pk])).content
    assert content == GOLDEN.read_bytes()
    assert b"7001019999" not in content
    response = browser.get(reverse("admin:approvals_feerun_xlsx", args=[run.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="loen-2026-10-1.xlsx"'
    *rows, total = load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=2, values_only=True)
    kroner = [sum(row[place] for row in rows) for place in range(10, 14)]
    assert kroner == [9500, 480, 2100, 6920] == list(total[10:14])
    assert list(Record.objects.filter(act="payroll_fetched").values_list("text", flat=True)) == [
        "loen-2026-10-1.xlsx",
        "loen-2026-10-1.csv",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_run_is_shown_in_as_many_queries_for_three_as_for_one(
    count: int, django_assert_num_queries: object
):
    people = make_people()
    for place in range(count):
        cpr, pay = f"0{place + 1}01019998", Decimal(6000 + place)
        paid_fee(people, speakers_fee(people, outsider=f"Otto {place}. Oplæg", cpr=cpr, fixed_sum=pay))
    run = issued(people)
    assert run.statements == count
    browser = browser_of(people.sara)
    with django_assert_num_queries(16):
        browser.get(reverse("admin:approvals_feerun_change", args=[run.pk]))
