"""Statements are printed by workers: shared among them, taken up again when one dies, and none takes others along."""

import dataclasses
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from approvals.actions import print_statements as printing
from approvals.actions.leased_papers import MOST_ATTEMPTS, take
from approvals.actions.print_statements import print_statements
from approvals.enums import MadeState
from approvals.models import FeeStatement, StatementPaper
from approvals.statements.fee_paper import fee_pdf
from approvals.tasks import print_statements as task
from klyngeokonomi import faults
from tests.approvals.statements.fee_papers import ORDINARY
from tests.at_once import at_once
from tests.factories.fee_statements import a_run, issued, payee_of, row_of
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def queued(people: People, count: int, *, unreadable: int = 0) -> list[int]:
    """Papers of so many statements of one run, the first ones of data that is none."""
    run, payee = a_run(ORDINARY), payee_of(people.karen)
    rows = [
        row_of(
            dataclasses.replace(ORDINARY, number=f"L2026-{place:05d}"),
            run=run,
            payee=payee,
            cpr=f"70010{place:05d}",
        )
        for place in range(count)
    ]
    for one in rows[:unreadable]:
        one.printed = {}
    papers = [StatementPaper(statement=one) for one in FeeStatement.objects.bulk_create(rows)]
    return [one.pk for one in StatementPaper.objects.bulk_create(papers)]


@pytest.fixture
def die_at() -> Iterator[Any]:
    """Have the worker told to go where the third paper is made and not yet kept."""
    made: list[str] = []

    def plan(point: str) -> None:
        made.append(point)
        if made.count("statement.made") == 3:
            raise SystemExit

    before = faults.follow(None)
    yield lambda: faults.follow(plan)
    faults.follow(before)


def test_what_waits_is_printed_once_and_as_the_data_says(people: People) -> None:
    statement = issued(ORDINARY, to=people.karen)
    task()
    paper = StatementPaper.objects.get()
    assert (paper.state, paper.attempts, paper.lease_until) == (MadeState.READY, 1, None)
    assert bytes(paper.content) == fee_pdf(ORDINARY) and paper.size == len(paper.content)
    assert paper.sha256 == hashlib.sha256(paper.content).hexdigest()
    assert statement.printed_sha256 == ORDINARY.fingerprint
    assert print_statements() is False
    with pytest.raises(IntegrityError, match="a paper that is ready is frozen"), transaction.atomic():
        StatementPaper.objects.update(size=1)


def test_a_killed_workers_papers_are_made_by_the_next(people: People, die_at: Any) -> None:
    papers = queued(people, 5)
    before = die_at()
    with pytest.raises(SystemExit):
        print_statements()
    faults.follow(before)
    states = StatementPaper.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [MadeState.READY] * 2 + [MadeState.MAKING] * 3
    assert print_statements() is False  # in hand, as far as anybody knows
    with time_machine.travel(timezone.now() + printing.LEASE * 2, tick=False):
        assert [
            one.pk for one in take(StatementPaper.objects.all(), lease=printing.LEASE, died="")
        ] == papers[2:3]
        print_statements()
    with time_machine.travel(timezone.now() + printing.LEASE * 4, tick=False):
        print_statements()
    told = StatementPaper.objects.order_by("pk").values_list("state", "attempts")
    assert list(told) == [(MadeState.READY, attempts) for attempts in (1, 1, 3, 2, 2)]


def test_data_that_cannot_be_read_stops_no_other(people: People) -> None:
    queued(people, 2, unreadable=1)
    print_statements()
    told = StatementPaper.objects.order_by("pk").values_list("state", "problem")
    assert list(told) == [(MadeState.FAILED, printing.DIED), (MadeState.READY, "")]


def test_what_has_cost_three_workers_is_given_up_and_time_is_up_when_it_is(people: People) -> None:
    queued(people, 2)
    StatementPaper.objects.filter(statement__number="L2026-00000").update(attempts=MOST_ATTEMPTS)
    assert print_statements(seconds=0) is True
    assert [
        one.statement.number for one in take(StatementPaper.objects.all(), lease=printing.LEASE, died="Død")
    ] == ["L2026-00001"]
    assert list(StatementPaper.objects.filter(problem="Død").values_list("state", flat=True)) == [
        MadeState.FAILED
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_what_waits() -> None:
    papers = queued(make_people(), 30)

    def claim() -> list[int]:
        """Holds its locks until the other has claimed too."""
        waiting = StatementPaper.objects.defer("content")
        return [one.pk for one in take(waiting, lease=printing.LEASE, died="", most=printing.AT_A_TIME)]

    with transaction.atomic():
        first = claim()
        (second,) = at_once([claim])
    assert (first, second) == (papers[:20], papers[20:])


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"state": MadeState.READY}, "approvals_statementpaper_ready_is_whole"),
        ({"content": b"x"}, "approvals_statementpaper_ready_is_whole"),
        ({"state": MadeState.FAILED}, "approvals_statementpaper_failed_says_why"),
        ({"state": MadeState.MAKING}, "approvals_statementpaper_making_has_lease"),
    ],
)
def test_the_table_keeps_its_promises(people: People, facts: dict[str, Any], constraint: str) -> None:
    issued(ORDINARY, to=people.karen)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StatementPaper.objects.update(**facts)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        StatementPaper.objects.all().delete()
