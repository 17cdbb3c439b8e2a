"""The monthly fee run: asked for, composed, done; twice, by the clock, and after what the bank sent back."""

import datetime as dt
import logging
from decimal import Decimal

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.issue_statements import issue_statements
from approvals.actions.run_fees import ask_fee_run, compose_run, finish_run, go_on_with_runs, start_by_clock
from approvals.enums import FeeRunState, MadeState, StatementKind
from approvals.models import BankAccount, FeeRun, FeeStatement, FeeStatementLine, StatementPaper
from approvals.selectors.fee_facts import fee_facts
from approvals.selectors.fee_runs import KEY_CHANGED, payer, preview
from approvals.statements.compose_fees import TWO_PEOPLE, compose_fees
from approvals.statements.fee_records import read_printed
from approvals.statements.records import DoesNotAddUp
from clusters.enums import IncomeKind
from clusters.models import Movement
from expenses.actions.save_nemkonto import keep_identity
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from klyngeokonomi.rotate_vault import rotate_vault
from klyngeokonomi.vault import fingerprint
from tests.factories.expenses import own_account
from tests.factories.fees import NOBODYS, a_month_ago, issued, own_fee, paid_fee, speakers_fee
from tests.factories.mileage import own_drive
from tests.factories.payments import paying_account
from tests.people import make_people

pytestmark = pytest.mark.django_db


def kr(text: str) -> Decimal:
    return Decimal(text)


def test_a_month_from_paid_to_done():
    people, month = make_people(), a_month_ago()
    talk, work = paid_fee(people), paid_fee(people, own_fee(people, income_kind=IncomeKind.B))
    assert (preview(month).people, preview(month).payments, preview(month).totals.net) == (
        1,
        2,
        kr("9500.00"),
    )
    run = issued(people)
    assert (run.state, run.statements, run.gross, run.a_tax) == ("composed", 1, kr("9500.00"), kr("0.00"))
    statement = FeeStatement.objects.get()  # the same CPR number is the same person
    assert (statement.number, statement.sequence, statement.kind) == (
        f"L{dt.date.today().year}-00001",
        1,
        StatementKind.ORDINARY,
    )
    assert (statement.person, statement.payee_name) == (people.karen.person, "Karen Koordinator")
    assert statement.cpr.open() == b"7001019999"
    printed = read_printed(statement.printed)
    assert printed.fingerprint == statement.printed_sha256
    assert (printed.payer.name, printed.receiver.identity) == ("PLO Prøve", "700101-XXXX")
    assert [(one.text, one.detail, one.amount) for one in printed.lines] == [
        ("Oplæg, 12.05.2026", "6.000,00 kr. fast, 3,5 timer", kr("6000.00")),
        ("Arbejde som koordinator, 12.05.2026", "3,5 timer à 1.000,00 kr.", kr("3500.00")),
    ]
    lines = list(FeeStatementLine.objects.order_by("position"))
    assert [(one.payment, one.movement, one.voucher) for one in lines] == [
        (one, one.movement, one.voucher) for one in (talk, work)
    ]
    assert finish_run(run.pk) is None  # its paper waits
    paper = StatementPaper.objects.get(statement=statement)
    StatementPaper.objects.filter(pk=paper.pk).update(state=MadeState.FAILED, problem="Prøve.")
    go_on_with_runs()
    go_on_with_runs()
    run.refresh_from_db()
    assert run.state == FeeRunState.DONE
    mail = Message.objects.get(key=f"fee_run:{run.pk}:done")
    assert mail.to == settings.PLO_EMAIL
    assert (
        "Udbetalt: 9.500,00\xa0kr." in mail.body_text and "1\xa0lønseddel kunne ikke dannes" in mail.body_text
    )
    assert list(Record.objects.filter(act__startswith="fee_run").values_list("act", "by")) == [
        ("fee_run_composed", people.sara.pk),
        ("fee_run_asked", people.sara.pk),
    ]


def done(run: FeeRun) -> FeeRun:
    StatementPaper.objects.filter(statement__run=run).update(state=MadeState.FAILED, problem="Prøve.")
    return finish_run(run.pk)


def test_run_again_and_after_a_bounce():
    people = make_people()
    payment = paid_fee(people)
    done(issued(people))
    again = done(issued(people))
    assert (again.sequence, again.statements, FeeStatement.objects.count()) == (2, 0, 1)
    bounce_payment(payment, by=bank_user(), reason="Kontoen er lukket")
    other = speakers_fee(people, outsider="Ida Indleder", cpr="0101019998", fixed_sum=kr("6100.00"))
    late = paid_fee(people, other)
    third = done(issued(people))
    assert (third.statements, third.gross) == (2, kr("100.00"))
    first = FeeStatement.objects.get(run__sequence=1)
    back, other = FeeStatement.objects.filter(run=third).order_by("-sequence")
    assert (back.corrects, back.kind, back.net, back.fingerprint) == (
        first,
        StatementKind.CORRECTION,
        kr("-6000.00"),
        first.fingerprint,
    )
    line = back.lines.get()
    assert (line.reverses, line.movement) == (
        first.lines.get(),
        Movement.objects.get(reverses=payment.movement),
    )
    assert read_printed(back.printed).corrects == first.number
    assert (other.lines.get().payment, other.sequence) == (late, 1)
    assert done(issued(people)).statements == 0


def test_a_income_is_told_gross_and_sent_net_and_its_mileage_is_free_of_tax():
    people = make_people()
    paid_fee(people, income=IncomeKind.A)
    paid_fee(people, own_drive(people), income=IncomeKind.A)
    run = issued(people)
    assert (run.gross, run.tax_free, run.am_contribution, run.a_tax) == tuple(
        map(kr, ("6000.00", "98.50", "480.00", "2100.00"))
    )
    (printed,) = (read_printed(one.printed) for one in run.issued.all())
    assert [(one.kind, one.text, one.detail) for one in printed.lines] == [
        ("fee_a", "Oplæg, 12.05.2026", "6.000,00 kr. fast, 3,5 timer"),
        ("mileage_free", "Kørsel i egen bil, 12.05.2026", "25 km à 3,94 kr."),
    ]
    assert [(one.field, one.amount) for one in printed.reported] == [
        (13, kr("6000.00")),
        (15, kr("2100.00")),
        (16, kr("480.00")),
        (48, kr("98.50")),
    ]


def test_what_nobody_can_be_told_waits_and_is_listed():
    people = make_people()
    payment = paid_fee(people)
    payment.payee.identities.all().delete()  # no page can: approval asks for the number first
    found = preview(a_month_ago())
    assert (found.drafts, [one.sentence for one in found.left_out]) == (
        [],
        ["Skat kender ikke modtageren: skriv CPR-nummer, CVR-nummer eller fødselsdag og adresse."],
    )
    run = issued(people)
    assert (run.statements, finish_run(run.pk).state) == (0, FeeRunState.DONE)
    assert "1\xa0betaling kom ikke med" in Message.objects.get(key=f"fee_run:{run.pk}:done").body_text


def test_two_people_with_one_number_are_told_nothing_until_it_is_put_right():
    people = make_people()
    paid_fee(people, own_fee(people))
    mettes = own_account(people.mette).payee
    keep_identity(mettes, NOBODYS, by=people.mette)
    found = preview(a_month_ago())
    assert (found.drafts, [one.sentence for one in found.left_out]) == ([], [TWO_PEOPLE])
    keep_identity(mettes, "7101019998", by=people.mette)
    assert [one.receiver.name for one in preview(a_month_ago()).drafts] == ["Karen Koordinator"]


def test_a_number_changed_while_a_run_composes_issues_nothing():
    people, month = make_people(), a_month_ago()
    payment = paid_fee(people)
    drafts, run = compose_fees(fee_facts(month)), ask_fee_run(month)
    keep_identity(payment.payee, "7101019998", by=people.mette)
    with pytest.raises(DoesNotAddUp, match="Et CPR-nummer blev ændret"):
        issue_statements(run, drafts, payer=payer(), on=month)
    assert compose_run(run.pk).statements == 1


def test_while_the_key_is_changed_nobody_is_told_and_plo_hears_of_it_once(settings, caplog):
    people = make_people()
    paid_fee(people)
    settings.PERSONAL_NUMBER_OLD_KEYS = [settings.PERSONAL_NUMBER_KEY]
    settings.PERSONAL_NUMBER_KEY = "en-anden-nøgle-til-prøven-som-er-lang-nok"
    run = ask_fee_run(a_month_ago())
    go_on_with_runs()
    assert not Message.objects.filter(key=f"fee_run:{run.pk}:waits").exists()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=20), tick=False):
        go_on_with_runs()
        go_on_with_runs()
    assert KEY_CHANGED in Message.objects.get(key=f"fee_run:{run.pk}:waits").body_text
    rotate_vault()
    go_on_with_runs()
    assert FeeStatement.objects.get(run=run).fingerprint == fingerprint(NOBODYS)


def test_who_may_ask_and_for_what():
    people, month = make_people(), a_month_ago()
    with pytest.raises(Refused, match="skal først oprette PLO's bankkonto"):
        ask_fee_run(month, by=people.sara)
    paying_account()
    with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
        ask_fee_run(month, by=people.rikke)
    this = (month + dt.timedelta(days=31)).replace(day=1)
    with pytest.raises(Refused, match=r"En måned kan først køres, når den er gået\."):
        ask_fee_run(this, by=people.sara)
    run = ask_fee_run(month, by=people.sara)
    with pytest.raises(Refused, match="Måneden er allerede ved at blive kørt"):
        ask_fee_run(month)
    assert [one.pk for one in (compose_run(run.pk),)] == [run.pk]
    assert compose_run(run.pk) is None


def test_without_an_account_a_run_waits_and_says_so(caplog: pytest.LogCaptureFixture):
    make_people()
    paying_account()
    run = ask_fee_run(a_month_ago())
    BankAccount.objects.update(is_default=False)
    with caplog.at_level(logging.ERROR):
        go_on_with_runs()
    run.refresh_from_db()
    assert (run.state, "bankkonto" in caplog.text) == (FeeRunState.ASKED, True)


def test_the_clock_asks_once_from_the_first_working_day():
    make_people()
    paying_account()
    for early in ("2026-08-01T12:00:00Z", "2026-08-03T03:59:00Z"):  # a Saturday; the Monday before six
        with time_machine.travel(early, tick=False):
            assert start_by_clock() is None
    with time_machine.travel("2026-08-03T04:00:00Z", tick=False):
        run = start_by_clock()
        assert (run.month, run.asked_by) == (dt.date(2026, 7, 1), None)
        assert start_by_clock() is None
    with time_machine.travel("2026-09-15T10:00:00Z", tick=False):  # it was down on the first
        assert start_by_clock().month == dt.date(2026, 8, 1)
    with time_machine.travel("2027-01-04T10:00:00Z", tick=False):
        assert start_by_clock().month == dt.date(2026, 12, 1)


def test_facts_are_read_in_as_many_queries_for_three_as_for_one(django_assert_num_queries):
    people = make_people()
    paid_fee(people)
    with django_assert_num_queries(11):
        fee_facts(a_month_ago())
    for place, number in enumerate(("0101019998", "0201019997"), start=1):
        pay = kr("6000.00") + place
        paid_fee(people, speakers_fee(people, outsider=f"Otto {place}.", cpr=number, fixed_sum=pay))
    with django_assert_num_queries(11):
        assert len(fee_facts(a_month_ago()).paid) == 3
    with django_assert_num_queries(9):  # no number is opened for a page that counts
        assert {one.receiver.identity for one in preview(a_month_ago()).drafts} == {""}
