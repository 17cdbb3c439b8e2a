"""The pages of the reports to eIndkomst: a month that waits, the button with a code, the file, the auditor's look."""

import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions.report_income import report_income
from approvals.models import FeeStatement, IncomeReport
from klyngeokonomi.audit.models import Record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from tests.factories.fees import a_month_ago, paid_fee, speakers_fee
from tests.factories.income import KNOWN, paid_company, run_done
from tests.people import People, make_people
from tests.staff import PASSWORD, give_password

pytestmark = pytest.mark.django_db
LIST = "admin:approvals_incomereport_changelist"
MONTH, MAKE = "admin:approvals_incomereport_month", "admin:approvals_incomereport_make"
REPORT, FILE = "admin:approvals_incomereport_change", "admin:approvals_incomereport_file"


@pytest.fixture
def people(settings: Any) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    give_password(people.sara)
    return people


def at(name: str, *args: int) -> str:
    month = a_month_ago()
    return reverse(name, args=args or (month.year, month.month))


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(response: Any) -> str:
    """What a person reads: no tags, one space between words."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_from_a_month_that_waits_to_the_file(people: People, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    paid_fee(people, speakers_fee(people, cpr=KNOWN))
    client = signed_in(people.sara)
    assert "Ingen lønsedler endnu" in words(client.get(reverse(LIST)))
    shown = words(client.get(at(MONTH)))
    assert "1 udbetaling står ikke på nogen lønseddel" in shown and "Intet mangler" in shown
    run_done(people)
    assert "1 udbetaling Nej" in words(client.get(reverse(LIST)))
    waits = client.get(at(MONTH))
    assert "Felt 36, B-indkomst med AM-bidrag 6.000,00 kr." in words(waits)
    wrong = client.post(at(MAKE), {"password": "forkert"})
    assert "Adgangskoden passer ikke" in words(wrong)
    assert Record.objects.filter(act="step_up_failed", by=people.sara).count() == 1
    made = client.post(at(MAKE), {"password": PASSWORD})
    report = IncomeReport.objects.get()
    assert made["Location"] == at(REPORT, report.pk)
    page = client.get(made["Location"])
    statement = FeeStatement.objects.get()
    assert "Otto Oplæg 620101-XXXX" in words(page)
    for name, pk in (
        ("feestatement", statement.pk),
        ("voucherreview", statement.lines.get().voucher_id),
        ("batch", statement.lines.get().payment.batch_id),
    ):
        assert reverse(f"admin:approvals_{name}_change", args=[pk]) in page.content.decode()
    assert (
        at(REPORT, report.pk)
        in client.get(reverse("admin:approvals_feestatement_change", args=[statement.pk])).content.decode()
    )
    again = client.post(at(MAKE), {"password": PASSWORD})
    assert (again.status_code, "som ikke er indberettet" in words(again)) == (409, True)

    file = client.post(at(FILE, report.pk))
    content = file.getvalue()
    assert content == report.sealed.open() and KNOWN.encode() in content
    assert file["Content-Disposition"] == f'attachment; filename="{report.name}"'
    assert file["Cache-Control"].startswith("private, no-store")
    assert (file["X-Content-Type-Options"], file["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert "Skriv, hvad kopien skal bruges til" in words(client.post(at(FILE, report.pk)))
    named = client.post(at(FILE, report.pk), {"reason": f"Til {KNOWN[:6]}-{KNOWN[6:]}"})
    assert "Skriv ikke CPR-numre her" in words(named)
    assert client.post(at(FILE, report.pk), {"reason": "Skat har tabt den."}).getvalue() == content
    said = [*Record.objects.values_list("text", flat=True), report.name, words(waits), words(page)]
    assert not any(holds_cpr(one) for one in said)
    assert KNOWN not in caplog.text


def test_the_auditor_reads_and_takes_nothing(people: People) -> None:
    paid_fee(people)
    run_done(people)
    rikke = signed_in(people.rikke)
    waits = rikke.get(at(MONTH))
    assert "Klar til indberetning" in words(waits) and "Dan indberetning" not in words(waits)
    assert rikke.post(at(MAKE), {"password": PASSWORD}).status_code == 403
    report = report_income(a_month_ago(), by=people.sara)
    page = words(rikke.get(at(REPORT, report.pk)))
    assert "700101-XXXX" in page and "Filen kan hentes af PLO's klyngesekretariat" in page
    assert rikke.post(at(FILE, report.pk)).status_code == 403
    assert [client.get(at(MONTH, 2026, 13)).status_code for client in (rikke,)] == [404]
    assert rikke.get(at(REPORT, 999)).status_code == 404


def test_three_people_cost_as_many_queries_as_one(people: People, django_assert_num_queries: Any) -> None:
    client = signed_in(people.rikke)
    client.get(reverse(LIST))

    def cost(count: int) -> None:
        run_done(people)
        with django_assert_num_queries(14):
            client.get(at(MONTH))
        report = report_income(a_month_ago(), by=people.sara)
        assert report.count == count
        with django_assert_num_queries(12):
            client.get(at(REPORT, report.pk))

    paid_fee(people, speakers_fee(people, cpr=KNOWN))
    cost(1)
    for name, cpr, amount in (("Ida", "6301010006", 4000), ("Ea", "6401010005", 3000)):
        paid_fee(people, speakers_fee(people, cpr=cpr, outsider=f"{name} Indleder", fixed_sum=amount))
    paid_company(people)
    cost(3)
