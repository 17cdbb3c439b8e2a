"""Income reported to eIndkomst: once, then only what has come since; and its file handed out."""

import datetime as dt
from decimal import Decimal
from hashlib import sha256

import pytest
from django.utils import formats

from approvals.actions import download_income_report as downloading
from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.download_income_report import download_income_report
from approvals.actions.report_income import report_income
from approvals.models import FeeRun, FeeStatement, FeeStatementLine, IncomeReport, ReportedLine
from approvals.selectors.fee_proofs import check_fee_statements
from approvals.selectors.income_proofs import check_income_reports
from approvals.selectors.income_reports import NIL
from approvals.selectors.income_shown import waiting_in
from approvals.tax_files.eindkomst import read_table
from clusters.enums import IncomeKind
from klyngeokonomi.audit.models import Record
from klyngeokonomi.personal_numbers import check_no_cpr
from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed
from tests.factories.fees import NOBODYS, a_month_ago, issued, own_fee, paid_fee, speakers_fee
from tests.factories.income import KNOWN, paid_abroad, paid_company, run_done
from tests.people import make_people

pytestmark = pytest.mark.django_db


def kr(text: str) -> Decimal:
    return Decimal(text)


def told(month: dt.date) -> str:
    return formats.date_format(month, "F Y").lower()


def content_of(report: IncomeReport) -> bytes:
    return IncomeReport.objects.get(pk=report.pk).sealed.open()


def test_a_month_is_reported_once_and_then_what_has_come_since():
    people, month = make_people(), a_month_ago()
    talk = paid_fee(people, speakers_fee(people, cpr=KNOWN))
    paid_fee(people, own_fee(people, income_kind=IncomeKind.B))
    run_done(people)
    report = report_income(month, by=people.sara)
    assert (report.sequence, report.count, report.name) == (1, 2, f"eindkomst-{month:%Y-%m}-1.csv")
    assert [
        (line.position, line.name, line.receiver_kind, line.income_type, line.field_36)
        for line in report.lines.all()
    ] == [
        (1, "Karen Koordinator", "cpr", "05", kr("3500.00")),
        (2, "Otto Oplæg", "cpr", "05", kr("6000.00")),
    ]
    content = content_of(report)
    assert (sha256(content).hexdigest(), len(content)) == (report.sha256, report.size)
    read = read_table(content)
    assert (read.payer, read.month) == ("12345678", month)
    assert [(one.number, one.amounts) for one in read.lines] == [
        (NOBODYS, {36: kr("3500.00")}),
        (KNOWN, {36: kr("6000.00")}),
    ]
    assert ReportedLine.objects.count() == FeeStatementLine.objects.count() == 2
    otto = FeeStatement.objects.get(payee_name="Otto Oplæg")
    told_in = otto.lines.get().reported.report_line
    assert (told_in.report, told_in.position) == (report, 2)
    assert NOBODYS.encode() not in IncomeReport.objects.get().sealed.token
    with pytest.raises(Refused, match=f"Der er intet i {told(month)}, som ikke er indberettet"):
        report_income(month, by=people.sara)

    bounce_payment(talk, by=bank_user(), reason="Kontoen er lukket")
    paid_fee(people, speakers_fee(people, cpr=NOBODYS, outsider="Ida Indleder", fixed_sum=kr("4000.00")))
    run_done(people)
    second = report_income(month, by=people.sune)
    assert (second.sequence, second.name) == (2, f"eindkomst-{month:%Y-%m}-2.csv")
    assert {one.number: one.amounts for one in read_table(content_of(second)).lines} == {
        KNOWN: {36: kr("-6000.00")},
        NOBODYS: {36: kr("4000.00")},
    }
    assert content_of(report) == content
    assert FeeStatementLine.objects.filter(reported__report_line__report=second).count() == 2
    texts = Record.objects.filter(act="income_reported").order_by("pk").values_list("text", flat=True)
    assert list(texts) == [f"{told(month)}: 2 linjer, {one.sha256[:16]}" for one in (report, second)]
    assert [*check_income_reports(), *check_no_cpr()] == []


def test_what_was_told_and_taken_back_before_the_report_is_no_row_at_skats():
    people, month = make_people(), a_month_ago()
    talk = paid_fee(people, speakers_fee(people, cpr=KNOWN))
    run_done(people)
    bounce_payment(talk, by=bank_user(), reason="Kontoen er lukket")
    run_done(people)
    with pytest.raises(Refused, match=NIL):
        report_income(month, by=people.sara)
    waits = waiting_in(month)
    assert (waits.is_nil, waits.why_not) == (True, NIL)
    paid_fee(people, own_fee(people, income_kind=IncomeKind.B))
    run_done(people)
    report = report_income(month, by=people.sara)
    assert [one.amounts for one in read_table(content_of(report)).lines] == [{36: kr("3500.00")}]
    assert (report.count, ReportedLine.objects.count()) == (2, 3)
    assert [*check_income_reports(), *check_fee_statements()] == []


def test_who_has_no_cpr_number_and_who_is_a_company():
    people, month = make_people(), a_month_ago()
    abroad, _ = paid_abroad(people), paid_company(people)
    run_done(people)
    astrid, company = read_table(content_of(report_income(month, by=people.sara))).lines
    assert astrid.number == f"700170{abroad.payee_id % 10_000:04}"
    assert (astrid.name, astrid.street, astrid.postcode, astrid.town) == (
        *("Astrid Abroad", "Provgatan 1"),
        *("211 00", "Malmö"),
    )
    assert (company.number, company.name, company.street) == ("00000000", "Prøveby Oplæg ApS", "")
    assert list(check_income_reports()) == []


def test_who_may_and_when():
    people, month = make_people(), a_month_ago()
    paid_fee(people)
    for by in (people.rikke, people.karen):
        with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
            report_income(month, by=by)
    with pytest.raises(Refused, match=f"Kør {told(month)} færdig under honorarkørsler"):
        report_income(month, by=people.sara)
    issued(people)
    with pytest.raises(Refused, match=r"En honorarkørsel er i gang\. Vent, til den er færdig\."):
        report_income(month, by=people.sara)
    assert (IncomeReport.objects.count(), FeeRun.objects.count()) == (0, 1)


def test_a_copy_needs_a_reason_and_every_download_is_written_down():
    people = make_people()
    paid_fee(people)
    run_done(people)
    report = report_income(a_month_ago(), by=people.sara)
    with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
        download_income_report(report, by=people.rikke)
    first = download_income_report(report, by=people.sara)[1]
    for reason in ("", "  "):
        with pytest.raises(Refused, match="Skriv, hvad kopien skal bruges til"):
            download_income_report(report, by=people.sune, reason=reason)
    assert download_income_report(report, by=people.sune, reason="Skat har tabt den.")[1] == first
    taken = Record.objects.filter(act="income_report_downloaded").order_by("pk")
    assert list(taken.values_list("by", "text")) == [
        (people.sara.pk, f"Udleveret. {report.name}, {report.sha256[:16]}"),
        (people.sune.pk, f"Kopi: Skat har tabt den. {report.name}, {report.sha256[:16]}"),
    ]
    IncomeReport.objects.filter(pk=report.pk).update(sealed=Sealed.of(first + b" "))
    with pytest.raises(Refused, match=downloading.CHANGED):
        download_income_report(report, by=people.sara, reason="Igen.")
    assert list(check_income_reports()) == [f"{report.name}: er ikke den fil, der blev dannet."]
