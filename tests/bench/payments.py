"""(f) Payments into one file and out of its statement, on the pure parts: seconds, memory, and how both grow."""

import datetime
import json
import resource
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

from approvals.payment_files import camt053, pain001
from approvals.payment_files.dialects import CGI_DK
from approvals.payment_files.lines import BatchFacts, Debtor, PaymentLine, PaymentMethod
from klyngeokonomi.integrations.bank.fake.statement import Entry, Single, statement
from tests.bench.table import Target, drawn

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 500, 5_000
MOST_GROWTH = 12.0
"""Of ten times the payments. Ten is as their number; a square would be a hundred."""
DEBTOR = Debtor("Prøvebyernes klyngesekretariat", "12345674", "0001", "1234")
TO = [
    {"method": PaymentMethod.BANK, "reg_number": "0002", "account_number": "56789"},
    {"method": PaymentMethod.FIK, "fik_type": "71", "fik_id": "18", "fik_creditor": "81234567"},
    {"method": PaymentMethod.NEMKONTO_CVR, "cvr": "12345674"},
]


def batch(count: int) -> BatchFacts:
    lines = tuple(
        PaymentLine(
            end_to_end_id=f"2026-{number:05d}-1",
            amount=Decimal(number) + Decimal("0.25"),
            name=f"Prøve Personsen {number}",
            text=f"Faktura {number}, bilag 2026-{number:05d}, Østby klynge",
            voucher_number=f"2026-{number:05d}",
            **TO[number % len(TO)],
        )
        for number in range(1, count + 1)
    )
    moment = datetime.datetime(2026, 11, 20, 14, 30, tzinfo=datetime.UTC)
    return BatchFacts("KLYNGE-K2026-0001", moment, datetime.date(2026, 11, 24), DEBTOR, lines)


def booked(facts: BatchFacts) -> bytes:
    """The statement of a bank that has paid all of it, one line a payment."""
    entries = [
        Entry(
            f"PB{number}",
            f"-{line.amount}",
            "DKK",
            pain001.block_id(facts.message_id, line.method),
            (Single(line.end_to_end_id, str(line.amount), line.name),),
        )
        for number, line in enumerate(facts.lines)
    ]
    return statement(
        "00010000001234",
        entries,
        number=1,
        opening=Decimal("99000000.00"),
        day="2026-11-24",
        moment="2026-11-24T20:00:00",
    )


def one_run(count: int) -> dict[str, float]:
    """Seconds of each step in this process; its peak so far, in megabytes."""
    facts = batch(count)
    pain001.write(batch(1), CGI_DK)
    begun = time.perf_counter()
    file = pain001.write(facts, CGI_DK)
    written = time.perf_counter() - begun
    content = booked(facts)
    begun = time.perf_counter()
    (found,) = camt053.read(content)
    read = time.perf_counter() - begun
    if len(found.entries) != count or found.opening - found.closing != facts.control_sum:
        raise AssertionError("the statement read is not the statement sent")
    return {
        "write": written,
        "read": read,
        "file_mb": len(file) / 1e6,
        "statement_mb": len(content) / 1e6,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure(*, rounds: int, small: int = SMALL, large: int = LARGE) -> tuple[str, list[Target]]:
    """Each run in a process of its own, the best of the rounds."""
    best = {}
    for count in (small, large):
        runs = [_apart(count) for _ in range(rounds)]
        best[count] = {key: min(run[key] for run in runs) for key in runs[0]}
    head = ["", "write s", "read s", "file MB", "statement MB", "peak MB"]
    rows = [[f"{count:,} payments", *(f"{figure:.2f}" for figure in best[count].values())] for count in best]
    growth = {step: best[large][step] / best[small][step] for step in ("write", "read")}
    rows.append(["growth", *(f"{one:.1f}" for one in growth.values()), "-", "-", "-"])
    text = drawn("(f) payments into one file, proved by the schema, and out of its statement", head, rows)
    wanted = large // small * MOST_GROWTH / 10
    return text, [
        Target(f"(f) seconds to write and prove {large:,} payments", best[large]["write"]),
        Target(f"(f) seconds to read the statement of {large:,} payments", best[large]["read"]),
        Target(f"(f) peak memory with {large:,} payments, MB", best[large]["peak_mb"]),
        Target(
            f"(f) writing {large // small} times the payments, times the seconds",
            growth["write"],
            most=wanted,
        ),
        Target(
            f"(f) reading {large // small} times the payments, times the seconds", growth["read"], most=wanted
        ),
    ]


def _apart(count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.payments", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(one_run(int(sys.argv[1]))))
