"""All that the people of Andenby have written holds a word; nobody of Prøveby ever reads it (T091, T099)."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, QuerySet, TextField
from django.db.models.functions import Cast

from clusters.models.cluster import ClusterQuerySet
from expenses.models.voucher import VoucherQuerySet
from expenses.states import VoucherState
from tests.hold.access_walk import clients, of_the_house
from tests.hold.access_world import MARK, STATES, World, built, quiet, undone, world
from tests.house.test_retention import RETENTION, columns

__all__ = ["built", "quiet", "world"]
pytestmark = pytest.mark.usefixtures("quiet")
SEARCHES = (
    "/bilag/?hvem=alle",
    "/bilag/?hvem=alle&moede={held}",
    "/bilag/?status=endorsed&hvem=alle",
    "/moeder/?klynge={slug}",
)
UNMARKED = {
    "approvals.BankFile.sealed",
    "approvals.BankLine.counterparty",
    "approvals.BankLine.text",
    "approvals.BankQuestion.note",
    "approvals.BankQuestion.sentence",
    "approvals.FeeStatement.cpr",
    "approvals.FeeStatement.fingerprint",
    "approvals.FeeStatementLine.text",
    "approvals.IncomeReport.sealed",
    "approvals.IncomeReportLine.name",
    "approvals.JournalExport.content",
    "approvals.MadePaper.content",
    "approvals.PostMessage.note",
    "approvals.PostMessage.reason",
    "approvals.PostReceipt.sealed",
    "approvals.Shipment.sealed",
    "approvals.StatementPaper.content",
    "approvals.StatementRecall.reason",
    "clusters.Correction.reason",
    "clusters.PeriodLock.reason",
    "clusters.Transfer.reason",
    "expenses.AccountConfirmation.reason",
    "expenses.PayeeAccount.destination",
    "expenses.PayeeAbroad.born",
    "expenses.PayeeAbroad.postcode",
    "expenses.PayeeAbroad.street",
    "expenses.PayeeAbroad.town",
    "expenses.PayeeIdentity.cpr",
    "expenses.PayeeIdentity.fingerprint",
    "approvals.BatchFile.sealed",
    "approvals.Payment.account_number",
    "approvals.Payment.bank_reason",
    "approvals.Payment.fik_id",
    "approvals.Payment.iban",
    "approvals.Payment.reg_number",
    "clusters.Identity.subject",
    "clusters.ImportRun.changes",
    "clusters.ImportRun.content",
    "clusters.ImportRun.errors",
    "clusters.ImportRun.file_name",
    "clusters.ImportRun.rows",
    "clusters.Invitation.token_sha256",
    "clusters.OwnSession.device",
    "expenses.PayeeAccount.account_number",
    "expenses.PayeeAccount.fik_id",
    "expenses.PayeeAccount.iban",
    "expenses.PayeeAccount.reg_number",
    "clusters.Cluster.number",
    "clusters.ProviderNumber.number",
    "clusters.Person.phone",
    "clusters.User.password",
    "clusters.User.first_name",
    "clusters.User.last_name",
    "clusters.User.email",
    "clusters.Movement.text",
    "clusters.Movement.reference",
    "expenses.Voucher.number",
    "expenses.Payee.cvr",
    "expenses.Line.text",
    "expenses.Move.reason",
    "expenses.Overrule.finding",
    "expenses.Overrule.reason",
    "expenses.OverruleRequest.finding",
    "expenses.OverruleRequest.text",
    "meetings.AttendanceList.reason",
    "meetings.AttendanceList.changes",
    "approvals.Decision.reason",
    "approvals.Decision.findings",
    "audit.Record.act",
    "audit.Record.subject_type",
    "audit.Record.subject_id",
}
"""Codes and numbers, what the bank, the secretariat and the law write, and what these few acts leave empty."""
ROOMS = ("clusters", "expenses", "meetings", "approvals")


def places_of(world: World) -> list[tuple[str, str]]:
    """Where someone of Prøveby may try to read: own addresses, Andenby's addresses, searches."""
    theirs = world.theirs
    return [
        *of_the_house(world.keys(VoucherState.SUBMITTED, "held")),
        *(
            (f"{name} of Andenby", address)
            for state in STATES[2:3]
            for name, address in of_the_house(theirs.keys(state, "held"))
        ),
        *(
            ("search", one.format(held=theirs.meetings["held"].pk, slug=theirs.people.cluster.slug))
            for one in SEARCHES
        ),
    ]


def leaks(world: World, roles: str, places: list[tuple[str, str]]) -> Iterator[str]:
    """Every answer to someone of Prøveby that holds the word."""
    browsers = clients(world)
    for role in roles:
        for name, address in places:
            with undone():
                answer = browsers[role].get(address)
                body = answer.getvalue() if answer.streaming else answer.content
            told = body.decode(errors="replace") + str(answer.headers)
            if MARK.lower() in told.replace(address, "").lower():
                yield f"{name} tells {role}: {address}"


def marked(field: Field) -> bool:
    """Whether some row of the table has the word in the column."""
    rows = field.model._default_manager.annotate(told=Cast(field.name, TextField()))
    return rows.filter(told__icontains=MARK).exists()


@pytest.mark.case("T091")
def test_the_word_stands_wherever_people_write(world: World) -> None:
    unmarked = {
        f"{model}.{name}"
        for model, name in columns()
        if model.split(".")[0] in ROOMS
        and RETENTION["columns"][model][name] != "none"
        and not (field := apps.get_model(model)._meta.get_field(name)).is_relation
        and not marked(field)
    }
    assert sorted(unmarked - UNMARKED) == []


@pytest.mark.case("T091", "T099")
@pytest.mark.parametrize("role", ["k", pytest.param("m", marks=pytest.mark.long)])
def test_nobody_of_one_cluster_reads_a_word_of_another(world: World, role: str) -> None:
    """The coordinator sees what a member sees, and more; the member's own crawl is in `make long`."""
    assert list(leaks(world, role, places_of(world))) == []


@pytest.mark.twin("T091", "T099")
@pytest.mark.parametrize("forgotten", [VoucherQuerySet, ClusterQuerySet])
def test_a_forgotten_filter_is_found_by_the_crawl(
    world: World, monkeypatch: pytest.MonkeyPatch, forgotten: type[QuerySet]
) -> None:
    monkeypatch.setattr(forgotten, "visible_to", lambda self, user: self.all())
    if forgotten is VoucherQuerySet:
        monkeypatch.setattr("expenses.selectors.whole.why_not_see_voucher", lambda *_: None)
    theirs = [one for one in places_of(world) if "of Andenby" in one[0]]
    assert any("of Andenby" in one for one in leaks(world, "k", theirs))
