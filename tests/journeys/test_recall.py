"""A statement told to the wrong CPR number, from the mistake to Skat: recalled by the secretary, taken back from the
old number and told to the right one by the next run; nothing of it twice.
"""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions.report_income import report_income
from approvals.actions.run_fees import finish_run
from approvals.actions.visit_post import visit_post
from approvals.models import (
    FeeRun,
    FeeStatement,
    FeeStatementLine,
    IncomeReport,
    PostMessage,
    Shipment,
    StatementRecall,
)
from approvals.selectors.post import waiting_for_people
from approvals.statements.fee_words import MOVED
from approvals.tax_files.eindkomst import read_table
from clusters.enums import IncomeKind
from clusters.models import User
from expenses.actions.save_nemkonto import keep_identity
from klyngeokonomi.audit.models import Record
from klyngeokonomi.integrations.digital_post.shipment import read
from klyngeokonomi.integrations.file_exchange.file_drop import FileDrop
from klyngeokonomi.refused import Refused
from klyngeokonomi.vault import fingerprint
from tests.factories.clusters import fund
from tests.factories.fees import NOBODYS, a_month_ago, issued, own_fee, paid_fee, speakers_fee
from tests.factories.income import KNOWN, run_done
from tests.factories.letters import printed_by_nobody
from tests.far_end import FarEnd
from tests.hold.invariants import broken_invariants
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
PAY, AM, TAX = Decimal("3500.00"), Decimal("280.00"), Decimal("1000.00")
NIL = Decimal("0.00")


def kr(text: str) -> Decimal:
    return Decimal(text)


@pytest.fixture
def people(settings: Any) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    return people


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def page_of(user: User, statement: FeeStatement) -> str:
    address = reverse("admin:approvals_feestatement_change", args=[statement.pk])
    return " ".join(browser_of(user).get(address).content.decode().split())


def correct(user: User, statement: FeeStatement, cpr: str) -> None:
    address = reverse("admin:expenses_payee_correct", args=[statement.payee_id])
    answer = browser_of(user).post(address, {"cpr": cpr, "reason": "To cifre var byttet om."}, follow=True)
    assert "CPR-nummeret er rettet og gælder nu." in answer.content.decode()
    assert cpr not in answer.content.decode()


def recall(user: User, statement: FeeStatement, reason: str = "Nummeret var skrevet forkert.") -> Any:
    address = reverse("admin:approvals_feestatement_recall", args=[statement.pk])
    return browser_of(user).post(address, {"reason": reason})


def told() -> list[tuple[str, int, str, Decimal, Decimal]]:
    """Whose, edition, kind, amount before tax and year so far of every statement, in the order of their numbers."""
    whose = {fingerprint(NOBODYS): "wrong", fingerprint(KNOWN): "right"}
    found = FeeStatement.objects.order_by("pk")
    return [
        (
            *(whose[one.fingerprint], one.sequence, one.kind, one.gross),
            kr(one.printed["year"]["gross"]),
        )
        for one in found
    ]


def reported() -> dict[str, dict[int, Decimal]]:
    last = IncomeReport.objects.order_by("pk").last()
    return {one.number: one.amounts for one in read_table(last.sealed.open()).lines}


def run_and_post(people: People, distributor: FarEnd) -> FeeRun:
    run = issued(people)
    printed_by_nobody()
    run = finish_run(run.pk)
    visit_post(FileDrop(distributor.by_folder))
    return run


def posted() -> tuple[list[str], list[str]]:
    """What became of the letter of each statement, and the numbers in the newest zip."""
    letters = PostMessage.objects.order_by("statement")
    zipped = read(Shipment.objects.order_by("pk").last().sealed.open()).letters
    return [*letters.values_list("state", flat=True)], [one.cpr for one in zipped]


def test_from_the_mistake_to_skat(people: People, distributor: FarEnd) -> None:
    month = a_month_ago()
    paid_fee(
        people, own_fee(people, income_kind=IncomeKind.A), income=IncomeKind.A, kept=("280.00", "1000.00")
    )
    run_and_post(people, distributor)
    assert posted() == (["sent"], [NOBODYS])
    report_income(month, by=people.sara)
    assert reported() == {NOBODYS: {13: PAY, 15: TAX, 16: AM}}
    (statement,) = FeeStatement.objects.all()
    assert "Et andet CPR-nummer" not in page_of(people.sara, statement)
    assert recall(people.sara, statement).status_code == 409

    correct(people.sara, statement, KNOWN)
    assert "Træk lønsedlen tilbage</button>" in page_of(people.sara, statement)
    assert "Træk lønsedlen tilbage</button>" not in page_of(people.rikke, statement)
    answers = [recall(one, statement).status_code for one in (people.mette, people.frede, people.rikke)]
    assert answers == [404, 404, 409]
    assert recall(people.sara, statement, reason=f"Nummeret {NOBODYS} var forkert.").status_code == 200
    assert not StatementRecall.objects.exists()
    assert recall(people.sara, statement).status_code == 302
    assert recall(people.sune, statement).status_code == 409
    assert Record.objects.get(act="fee_statement_recalled").text == (
        f"{statement}: Nummeret var skrevet forkert."
    )
    assert broken_invariants() == []
    with pytest.raises(Refused, match=f"Lønseddel {statement.number} er trukket tilbage. Kør"):
        report_income(month, by=people.sara)

    run = run_and_post(people, distributor)
    assert posted() == (["sent", "unreachable", "sent"], [KNOWN])
    assert not waiting_for_people().exists()
    assert (run.statements, run.gross) == (2, NIL)
    assert told() == [
        ("wrong", 1, "ordinary", PAY, PAY),
        ("wrong", 2, "correction", -PAY, NIL),
        ("right", 1, "ordinary", PAY, PAY),
    ]
    first, back, anew = FeeStatementLine.objects.order_by("statement_id")
    assert (back.reverses, back.movement, back.a_tax, back.telling) == (first, first.movement, -TAX, 1)
    assert (anew.payment, anew.movement, anew.am_contribution, anew.telling) == (
        *(first.payment, first.movement, AM, 2),
    )
    report_income(month, by=people.sara)
    assert reported() == {
        NOBODYS: {13: -PAY, 15: -TAX, 16: -AM},
        KNOWN: {13: PAY, 15: TAX, 16: AM},
    }
    assert broken_invariants() == []
    assert run_done(people).statements == 0
    assert "Beløbene er taget tilbage fra det gamle nummer." in page_of(people.sara, statement)
    assert recall(people.sara, back.statement).status_code == 409
    own = " ".join(browser_of(people.karen).get("/mine-loensedler/").content.decode().split())
    number = statement.number
    for words in (
        "Gælder ikke mere: den blev udstedt under et forkert CPR-nummer",
        f"Tager lønseddel {number} tilbage, fordi CPR-nummeret var forkert",
        f"Er i stedet for lønseddel {number}, hvor CPR-nummeret var forkert",
    ):
        assert own.count(words) == 1
    taken = browser_of(people.karen).get(reverse("approvals:fee_statement", args=[back.statement_id]))
    assert MOVED in taken.content.decode()
    listed = browser_of(people.rikke).get(reverse("admin:approvals_feestatement_changelist"))
    assert listed.content.decode().count("Lønseddel, trukket tilbage") == 1


def test_what_is_another_payees_under_the_number_is_told_anew_and_comes_to_nil(people: People) -> None:
    """Karen's number was Otto's: her pay leaves his year, and his own stays."""
    paid_fee(people, own_fee(people))
    otto = paid_fee(people, speakers_fee(people))
    run_done(people)
    statement = FeeStatement.objects.get()
    assert (statement.person, statement.lines.count()) == (people.karen.person, 2)
    keep_identity(statement.payee, KNOWN, by=people.karen)
    assert recall(people.sara, statement).status_code == 302
    run_done(people)
    both = kr("9500.00")
    assert told() == [
        ("wrong", 1, "ordinary", both, both),
        ("right", 1, "ordinary", PAY, PAY),
        ("wrong", 2, "correction", -PAY, kr("6000.00")),
    ]
    correction = FeeStatement.objects.get(sequence=2)
    assert correction.payee == otto.payee
    assert broken_invariants() == []
