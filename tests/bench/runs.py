"""(g) Approved vouchers into one payment run and its file, with the database: seconds, statements, memory, growth."""

import datetime
import json
import os
import resource
import subprocess
import sys
import time
import uuid
from pathlib import Path

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
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        transaction.set_rollback(True)
    return found


def measure(stage: Stage, *, rounds: int, small: int = SMALL, large: int = LARGE) -> tuple[str, list[Target]]:
    """Each run in a process of its own, the best of the rounds."""
    best = {}
    for count in (small, large):
        address = _filled(stage, count)
        runs = [_apart(address) for _ in range(rounds)]
        best[count] = {key: min(run[key] for run in runs) for key in runs[0]}
    head = ["", "list s", "build s", "statements", "file MB", "peak MB"]
    keys = ("list", "build", "statements", "file_mb", "peak_mb")
    rows = [[f"{count:,} payments", *(f"{best[count][key]:.2f}" for key in keys)] for count in best]
    growth = best[large]["build"] / best[small]["build"]
    rows.append(["growth", "-", f"{growth:.1f}", "-", "-", "-"])
    text = drawn("(g) approved vouchers into one payment run and its file, with the database", head, rows)
    return text, [
        Target(f"(g) seconds to build a run of {large:,} payments and its file", best[large]["build"]),
        Target(f"(g) statements for {large:,} payments", best[large]["statements"]),
        Target(f"(g) peak memory with {large:,} payments, MB", best[large]["peak_mb"]),
        Target(
            f"(g) building {large // small} times the payments, times the seconds",
            growth,
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
