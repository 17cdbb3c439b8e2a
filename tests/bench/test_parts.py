"""The parts of the benchmark, each at a tiny size, so that `make bench` runs the day it is asked."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from approvals.actions.print_statements import print_statements
from approvals.enums import MadeState
from approvals.models import Decision, FeeStatement, StatementPaper
from approvals.selectors.account import figures_of
from approvals.selectors.fee_runs import preview
from clusters.models import Cluster, Movement
from expenses.models import Attachment, Line, Voucher
from expenses.states import VoucherState
from klyngeokonomi.documents import kinds
from klyngeokonomi.documents.models import ContentType, Document
from tests.bench import composing, fill, payments, statements
from tests.bench.cast import make_cast
from tests.bench.loop import Clock, percentile, processor_seconds, run
from tests.bench.ours import STEPS, Ours
from tests.bench.pattern import endorsed_voucher
from tests.bench.receipts import SIZE, receipt
from tests.bench.table import Target, drawn, verdicts
from tests.factories.fees import a_month_ago, paid_fee
from tests.hold.invariants import broken_invariants

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    *("weasyprint", "pikepdf", "pypdfium2", "PIL", "pillow_heif", "boto3", "botocore.session"),
    *("openpyxl", "lxml", "moto"),
)
LOADED = """
import sys, django, klyngeokonomi.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
import klyngeokonomi.urls
print(*sorted(set(sys.argv[1:]) & set(sys.modules)))
"""


def python(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment or None,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_web_server_starts_without_the_heavy_libraries() -> None:
    assert python("-c", LOADED, *HEAVY, "django").split() == ["django"]


def test_the_floor_is_a_whole_application() -> None:
    checked = "import django; django.setup(); from django.core.management import call_command; call_command('check')"
    settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings", "PATH": ""}
    assert "no issues" in python("-c", checked, **settings)


def test_a_receipt_is_a_picture_of_its_size_and_no_other() -> None:
    one, other = receipt(), receipt()
    assert (len(one), len(other)) == (SIZE, SIZE)
    assert one != other
    assert kinds.kind_of(one[: kinds.HEAD]) == ContentType.JPEG


def test_a_loop_times_what_came_through_and_keeps_what_did_not() -> None:
    calls = iter(range(4))

    def walk(clock: Clock) -> None:
        with clock.step("only"):
            if next(calls) == 1:
                raise ValueError("no")

    taken = run([walk], times=4, watched=[0])
    assert (taken.done, len(taken.steps["only"]), taken.errors) == (3, 3, ["ValueError: no"])
    assert processor_seconds([]) == 0
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_a_table_stands_in_columns_and_a_target_says_whether_it_is_reached() -> None:
    assert drawn("t", ["", "ms"], [["a", 1.25], ["long", 10.0]]).splitlines()[3:] == [
        "|      |   ms |",
        "| ---- | ---: |",
        "| a    |  1.2 |",
        "| long | 10.0 |",
    ]
    assert (Target("w", 0.7, least=0.65).is_met, Target("w", 1.6, most=1.5).is_met) == (True, False)
    assert (
        verdicts([Target("w", 1.6, most=1.5)]).splitlines()[-1]
        == "| w      |   1.60 |  ≤ 1.5 | **not reached** |"
    )


def test_payments_go_into_a_file_and_out_of_its_statement() -> None:
    taken = payments.one_run(9)
    assert set(taken) == {"write", "read", "file_mb", "statement_mb", "peak_mb"}
    assert min(taken.values()) > 0


@pytest.mark.long
@pytest.mark.django_db
def test_statements_of_one_run_are_issued_and_printed_without_a_server() -> None:
    make_cast(members=1)
    statements.fill(3)
    print_statements()
    assert list(StatementPaper.objects.values_list("state", flat=True)) == [MadeState.READY] * 3
    assert len({bytes(one.content) for one in StatementPaper.objects.all()}) == 3


@pytest.mark.long
def test_pay_that_waits_is_copied_and_composed(owner: psycopg.Connection[Any]) -> None:
    cast = make_cast(members=1)
    payment = paid_fee(composing.people_of(cast.cluster_id, cast.members[0].person_id))
    composing.copy_paid_fee(owner, payment, 2)
    coming = preview(a_month_ago())
    assert (coming.people, coming.payments, coming.left_out) == (3, 3, [])
    assert composing.costs()["run"]["queries"] > 10
    assert FeeStatement.objects.count() == 0


@pytest.fixture
def read_at_once(owner: psycopg.Connection[Any]) -> Any:
    fill.read_at_once(owner)
    yield
    owner.execute("DROP TRIGGER bench_read_at_once ON documents_document; DROP FUNCTION bench_read_at_once()")


@pytest.mark.long
def test_vouchers_and_movements_are_copied_whole(owner: psycopg.Connection[Any], read_at_once: None) -> None:
    cast = make_cast(members=1)
    pattern, content, _ = endorsed_voucher(cast)
    fill.copy_vouchers(owner, pattern, 6)
    counted = [table.objects.count() for table in (Voucher, Line, Attachment, Document, Decision)]
    assert (counted, content["supplier"]) == ([7, 7, 7, 7, 7], "Prøveby Taxa")
    assert Voucher.objects.filter(state=VoucherState.SUBMITTED).count() == 3
    before, moved = figures_of(Cluster.objects.get(pk=cast.cluster_id)), Movement.objects.count()
    fill.copy_movements(owner, cast.cluster_id, 4)
    assert Movement.objects.count() == moved + 4
    assert figures_of(Cluster.objects.get(pk=cast.cluster_id)) == before


@pytest.mark.long
@pytest.mark.services
def test_our_lifecycle_goes_through_the_real_web_server(
    web: Any, read_at_once: None, owner: psycopg.Connection[Any]
) -> None:
    cast = make_cast(members=2)
    pattern, content, answers = endorsed_voucher(cast)
    last_move = "SELECT coalesce(max(id), 0) FROM expenses_move WHERE voucher_id = %s"
    ours = Ours(
        web.port, cast, lambda number: owner.execute(last_move, [number]).fetchone()[0], content, answers
    )
    taken = run([ours.walk], times=2)
    assert taken.errors == []
    assert [len(taken.steps[step]) for step in STEPS] == [2] * len(STEPS)
    approved = Voucher.objects.exclude(pk=pattern)
    assert [one.state for one in approved] == [VoucherState.APPROVED] * 2
    assert broken_invariants() == []
    connection.close()
