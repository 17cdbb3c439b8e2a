"""(g) Approved vouchers into one payment run and its file, and the bank's statement of it read, with the database."""

import datetime
import json
import os
import resource
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.bench.stage import Stage, tell
from tests.bench.table import Target, drawn

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 500, 5_000
MOST_GROWTH = 1.2
"""Of the seconds, beside that of the payments: a square would be ten."""
APPROVE = "UPDATE expenses_voucher SET state = 'approved' WHERE number LIKE '2025-%'"


def one_run(database_url: str) -> dict[str, float]:
    """All that is approved in the database built into one run, in this process; nothing is left behind."""
    os.environ["DATABASE_URL"] = database_url
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from approvals.actions.build_batch import build_batch
    from approvals.selectors.ready import ready_for
    from clusters.models import User
    from tests.factories.payments import a_bank_day, paying_account

    sara = User.objects.get(username="sara")
    day: datetime.date = a_bank_day()
    with transaction.atomic():
        paying_account()
        begun = time.perf_counter()
        ready = ready_for(sara).ids
        listed = time.perf_counter() - begun
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            batch = build_batch(ready, by=sara, execution_date=day, form_key=uuid.uuid4())
        built = time.perf_counter() - begun
        found = {
            "payments": batch.count,
            "list": listed,
            "build": built,
            "statements": len(asked),
            "file_mb": batch.file.size / 1e6,
            **_paid(batch),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        transaction.set_rollback(True)
    return found


def _paid(batch: Any) -> dict[str, float]:
    """The run released and sent, and a statement with a line for each payment read."""
    from django.db import connection
    from django.db.models import F
    from django.test.utils import CaptureQueriesContext

    from approvals.actions.bank_user import bank_user
    from approvals.actions.receive_bank_file import receive_bank_file
    from approvals.models import Payment
    from approvals.states import PaymentState
    from clusters.models import Account, User
    from tests.factories.bank_files import camt053, out
    from tests.factories.payments import sent

    held = batch.control_sum  # the copies were never reserved
    Account.objects.filter(pk=batch.payments.first().cluster_id).update(
        reserved=F("reserved") + held, outside=F("outside") - held
    )
    sent(batch, people=SimpleNamespace(sune=User.objects.get(username="sune")))
    told = Payment.objects.filter(batch=batch).values_list("end_to_end_id", "amount")
    content = camt053(*(out(f"R{name}", name, f"{amount}") for name, amount in told))
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        receive_bank_file("camt053.xml", content, by=bank_user())
    read = time.perf_counter() - begun
    assert Payment.objects.filter(batch=batch, state=PaymentState.PAID).count() == batch.count
    return {"read": read, "read_statements": len(asked)}


def measure(stage: Stage, *, rounds: int, small: int = SMALL, large: int = LARGE) -> tuple[str, list[Target]]:
    """Each run in a process of its own, the best of the rounds."""
    best = {}
    for count in (small, large):
        address = _filled(stage, count)
        runs = [_apart(address) for _ in range(rounds)]
        best[count] = {key: min(run[key] for run in runs) for key in runs[0]}
    head = ["", "list s", "build s", "statements", "file MB", "read camt s", "statements", "peak MB"]
    keys = ("list", "build", "statements", "file_mb", "read", "read_statements", "peak_mb")
    rows = [[f"{count:,} payments", *(f"{best[count][key]:.2f}" for key in keys)] for count in best]
    growth = best[large]["build"] / best[small]["build"]
    read = best[large]["read"] / best[small]["read"]
    rows.append(["growth", "-", f"{growth:.1f}", "-", "-", f"{read:.1f}", "-", "-"])
    text = drawn(
        "(g) approved vouchers into one run and its file, and its camt.053 read, with the database",
        head,
        rows,
    )
    return text, [
        Target(f"(g) seconds to build a run of {large:,} payments and its file", best[large]["build"]),
        Target(f"(g) statements for {large:,} payments", best[large]["statements"]),
        Target(f"(g) peak memory with {large:,} payments, MB", best[large]["peak_mb"]),
        Target(
            f"(g) building {large // small} times the payments, times the seconds",
            growth,
            most=large // small * MOST_GROWTH,
        ),
        Target(f"(g) seconds to read the statement of {large:,} payments", best[large]["read"]),
        Target(f"(g) statements to read {large:,} payments", best[large]["read_statements"]),
        Target(
            f"(g) reading {large // small} times the payments, times the seconds",
            read,
            most=large // small * MOST_GROWTH,
        ),
    ]


def _filled(stage: Stage, count: int) -> str:
    """A database with so many approved vouchers: copies of the pattern."""
    from tests.bench import fill
    from tests.bench.ground import url

    tell(f"copying {count:,} approved vouchers")
    name = f"bench_{count}_ready"
    stage.ground.make_database(name, template="bench_seed")
    with stage.ground.superuser(name) as database:
        (pattern,) = database.execute("SELECT max(id) FROM expenses_voucher").fetchone()
        fill.copy_vouchers(database, pattern, count)
        with database.transaction():
            database.execute("SET LOCAL session_replication_role = replica")
            database.execute(APPROVE)
    return url(name, stage.ground.var)


def _apart(address: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.runs", address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(one_run(sys.argv[1])))
