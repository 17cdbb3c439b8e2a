"""One process that prints fee statements: `python -m tests.bench.statement_worker ours|bare ADDRESS COUNT`.

It warms up on one page, says so, and begins when told by a line. `ours` takes what waits from the table as a worker
does; `bare` renders the same HTML by WeasyPrint as it comes: its own style sheet and then ours, shared fonts, the same
kind of file.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path


def ours(count: int) -> Callable[[], int]:
    from approvals.actions.print_statements import print_statements
    from approvals.models import FeeStatement
    from approvals.statements.fee_paper import fee_pdf
    from approvals.statements.fee_records import read_printed
    from klyngeokonomi import faults

    made: list[str] = []
    faults.follow(lambda point: made.append(point) if point == "statement.made" else None)
    fee_pdf(read_printed(FeeStatement.objects.first().printed))

    def work() -> int:
        print_statements()
        return len(made)

    return work


def bare(count: int) -> Callable[[], int]:
    from django.template.loader import render_to_string
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from approvals.models import FeeStatement
    from approvals.statements import render
    from approvals.statements.fee_paper import TEMPLATE, fee_context
    from approvals.statements.fee_records import read_printed

    read = [read_printed(one) for one in FeeStatement.objects.values_list("printed", flat=True)[:count]]
    pages = [
        (render_to_string(TEMPLATE, {**fee_context(one), "fingerprint": one.fingerprint}), one.fingerprint)
        for one in read
    ]
    fonts, fetcher = FontConfiguration(), render._fetcher()
    style = CSS(string=render.own_asset("asset:paper.css").decode(), font_config=fonts, url_fetcher=fetcher)

    def write(html: str, name: str) -> bytes:
        return HTML(string=html, url_fetcher=fetcher).write_pdf(
            stylesheets=[style],
            font_config=fonts,
            pdf_variant=render.VARIANT,
            pdf_tags=True,
            pdf_identifier=name.encode()[:16],
        )

    write(*pages[0])

    def work() -> int:
        for html, name in pages:
            write(html, name)
        return len(pages)

    return work


def peak_mb() -> float:
    """From the kernel's account of this program alone: getrusage begins with what the parent had."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def main(kind: str, address: str, count: str) -> None:
    os.environ["DATABASE_URL"] = address
    import django

    django.setup()
    work = {"ours": ours, "bare": bare}[kind](int(count))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    begun, spent = time.monotonic(), time.process_time()
    pages = work()
    found = {
        "pages": pages,
        "begun": begun,
        "ended": time.monotonic(),
        "cpu": time.process_time() - spent,
        "peak_mb": peak_mb(),
    }
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
