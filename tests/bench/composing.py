"""Payments of pay that wait for their statements: what a page that counts them costs, and what a run of them does."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg

from tests.bench.fill import copy_rows
from tests.bench.stage import Stage, tell
from tests.bench.table import Target, drawn

ROOT = Path(__file__).resolve().parents[2]
NAME = "bench_fees_waiting"
COUNTED = ("expenses_payee", "expenses_voucher", "clusters_movement", "approvals_payment")
MOST_OF_A_PAGE = 1.0
"""Seconds of processor time."""


def measure(stage: Stage, count: int) -> tuple[str, list[Target]]:
    """In a process of its own; the run is rolled back."""
    address = _filled(stage, count)
    command = [sys.executable, "-m", "tests.bench.composing", address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    rows = [
        [name, f"{one['seconds']:.2f}", f"{one['cpu']:.2f}", str(one["queries"])]
        for name, one in found.items()
    ]
    text = drawn(f"(i) {count:,} people's pay without a statement", ["", "s", "CPU s", "queries"], rows)
    return text, [
        Target("(i) CPU s of the page that counts them", found["preview"]["cpu"], most=MOST_OF_A_PAGE),
        Target(f"(i) seconds to issue {count:,} statements", found["run"]["seconds"]),
    ]


def _filled(stage: Stage, count: int) -> str:
    from tests.bench.ground import url
    from tests.cluster import connected_to
    from tests.factories.fees import paid_fee

    tell(f"copying {count:,} payments of fees")
    stage.ground.make_database(NAME, template="bench_empty")
    with connected_to(NAME):
        payment = paid_fee(people_of(stage.cast.cluster_id, stage.cast.members[0].person_id))
    with stage.ground.superuser(NAME) as database:
        copy_paid_fee(database, payment, count - 1)
    return url(NAME, stage.ground.var)


def people_of(cluster: int, member: int) -> Any:
    """The bench's own people in the parts that a fee needs."""
    from clusters.models import Cluster, User

    users = {name: User.objects.get(username=name) for name in ("sara", "sune")}
    karen, mette = User.objects.get(username="karen"), User.objects.get(person_id=member)
    return SimpleNamespace(cluster=Cluster.objects.get(pk=cluster), dorte=karen, mette=mette, **users)


def copy_paid_fee(database: psycopg.Connection[Any], payment: Any, count: int) -> None:
    """So many like it, each to a person of its own with a number of its own."""
    asked = "SELECT " + ", ".join(f"(SELECT max(id) FROM {table})" for table in COUNTED)
    given = dict(zip(COUNTED, database.execute(asked).fetchone(), strict=True)) | {"count": count}
    new = {table: f"%({table})s + n" for table in COUNTED}
    payee = {"payee_id": new["expenses_payee"]}
    voucher = {"voucher_id": new["expenses_voucher"]}
    name = "'Otto nummer ' || n"
    number = {"number": "'2025-' || lpad(n::text, 6, '0')", "form_key": "gen_random_uuid()"}
    print_of = {"fingerprint": "md5(n::text) || md5(n::text || 'x')"}
    booked = {"number": "1000000 + n", "reference": "'bench-fee:' || n"}
    paid = {"movement_id": new["clusters_movement"], "end_to_end_id": "'BENCH' || n", "payee_name": name}
    rows = [
        ("expenses_payee", "id", payment.payee_id, {"id": new["expenses_payee"], "name": name}),
        ("expenses_payeeidentity", "payee_id", payment.payee_id, payee | print_of),
        ("expenses_voucher", "id", payment.voucher_id, payee | number | {"id": new["expenses_voucher"]}),
        ("expenses_fee", "voucher_id", payment.voucher_id, voucher),
        ("expenses_feehours", "voucher_id", payment.voucher_id, voucher),
        ("expenses_incomedecision", "voucher_id", payment.voucher_id, voucher),
        ("clusters_movement", "id", payment.movement_id, booked | {"id": new["clusters_movement"]}),
        ("approvals_payment", "id", payment.pk, payee | voucher | paid | {"id": new["approvals_payment"]}),
    ]
    with database.transaction():
        database.execute("SET LOCAL session_replication_role = replica")
        for table, key, pattern, values in rows:
            database.execute(copy_rows(database, table, key, values), given | {"pattern": pattern})
    database.execute(f"ANALYZE {', '.join(table for table, *_ in rows)}")


def costs() -> dict[str, dict[str, float]]:
    """Of the page's reading, the second time as in a web server, and of a run that is taken back."""
    from django.db import transaction

    from approvals.actions.run_fees import ask_fee_run, compose_run
    from approvals.selectors.fee_runs import first_lines, preview
    from tests.factories.fees import a_month_ago

    month = a_month_ago()
    first_lines(preview(month), 20)
    found = {"preview": _timed(lambda: first_lines(preview(month), 20))}
    with transaction.atomic():
        run = ask_fee_run(month)
        found["run"] = _timed(lambda: compose_run(run.pk))
        transaction.set_rollback(True)
    return found


def _timed(work: Callable[[], object]) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        begun, spent = time.perf_counter(), time.process_time()
        work()
        took = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - spent}
    return took | {"queries": len(asked)}


if __name__ == "__main__":
    os.environ["DATABASE_URL"] = sys.argv[1]
    import django

    django.setup()
    sys.stdout.write(json.dumps(costs()))
