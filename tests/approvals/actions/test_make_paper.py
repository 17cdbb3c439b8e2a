"""Papers are made by workers: once, taken up again when one dies, and never of figures that contradict each other."""

import datetime
import hashlib
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from approvals.actions import leased_papers
from approvals.actions import make_paper as making
from approvals.actions.ask_paper import ask_statement
from approvals.actions.make_paper import make_paper, sweep_papers
from approvals.enums import MadeForm, MadeState
from approvals.models import MadePaper
from klyngeokonomi import faults
from klyngeokonomi.refused import Refused
from tests.factories.clusters import fund
from tests.hold.sabotage import without_trigger
from tests.people import People, make_people

MAY = {"first": datetime.date(2026, 5, 1), "last": datetime.date(2026, 5, 31)}


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def asked(people: People, **fields: Any) -> MadePaper:
    return ask_statement(people.cluster, **({"form": MadeForm.XLSX, "by": people.mette} | MAY | fields))


def test_asked_made_and_the_same_again(people: People) -> None:
    fund(people.cluster, "100.00", by=people.sara)
    paper = asked(people, form=MadeForm.PDF)
    assert asked(people, form=MadeForm.PDF) == paper
    assert make_paper(paper.pk).state == MadeState.READY
    assert make_paper(paper.pk) is None
    paper.refresh_from_db()
    assert paper.sha256 == hashlib.sha256(paper.content).hexdigest() and paper.content[:5] == b"%PDF-"
    again = asked(people, form=MadeForm.PDF)
    assert again.pk != paper.pk
    assert make_paper(again.pk).sha256 == paper.sha256


def test_one_that_died_midway_is_taken_again(people: People) -> None:
    paper = asked(people)

    def die(point: str) -> None:
        if point == "paper.made":
            raise SystemExit  # as a worker that is told to go

    before = faults.follow(die)
    try:
        with pytest.raises(SystemExit):
            make_paper(paper.pk)
    finally:
        faults.follow(before)
    assert sweep_papers() == 0  # in hand, as far as anybody knows
    with time_machine.travel(timezone.now() + making.LEASE * 2, tick=False):
        assert sweep_papers() == 1
    paper.refresh_from_db()
    assert (paper.state, paper.attempts) == (MadeState.READY, 2)


def test_the_one_that_kills_its_workers_is_given_up(people: People) -> None:
    paper = asked(people)
    MadePaper.objects.update(attempts=leased_papers.MOST_ATTEMPTS)
    assert make_paper(paper.pk) is None
    paper.refresh_from_db()
    assert (paper.state, paper.problem) == (MadeState.FAILED, making.DIED)


@pytest.mark.django_db(transaction=True)
def test_figures_that_contradict_each_other_make_no_paper(owner: psycopg.Connection[Any]) -> None:
    people = make_people()
    fund(people.cluster, "100.00", by=people.sara)
    fund(people.cluster, "50.00", by=people.sara, payment="more")
    with without_trigger(owner, "clusters_movement", "clusters_movement_append_only"):
        owner.execute("UPDATE clusters_movement SET available_after = 151 WHERE number = 2")
        day = timezone.localdate()
        paper = make_paper(asked(people, first=day, last=day).pk)
        assert (paper.state, paper.content) == (MadeState.FAILED, None)
        assert "giver 150,00 kr. efter bevægelse 2, hvor kontoen siger 151,00 kr. bogført." in paper.problem


def test_strangers_ask_in_vain_and_nobody_without_end(people: People) -> None:
    with pytest.raises(Refused, match="Papiret er for klyngens medlemmer"):
        asked(people, by=people.frede)
    for day in range(1, 11):
        asked(people, last=datetime.date(2026, 6, day))
    with pytest.raises(Refused, match="Du har allerede bestilt flere papirer"):
        asked(people)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"state": MadeState.READY}, "approvals_madepaper_ready_is_whole"),
        ({"content": b"x"}, "approvals_madepaper_ready_is_whole"),
        ({"state": MadeState.FAILED}, "approvals_madepaper_failed_says_why"),
        ({"state": MadeState.MAKING}, "approvals_madepaper_making_has_lease"),
    ],
)
def test_the_table_keeps_its_promises(people: People, facts: dict[str, Any], constraint: str) -> None:
    paper = asked(people)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        MadePaper.objects.filter(pk=paper.pk).update(**facts)
