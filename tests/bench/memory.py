"""(d) Memory of each process of the web server, and what it has loaded that it should not."""

from pathlib import Path

import psutil

from tests.bench.stage import Stage
from tests.bench.table import Target, drawn

MOST_MB = 200
HEAVY = {
    "WeasyPrint (Pango)": "libpango",
    "pikepdf": "pikepdf/",
    "pypdfium2": "pdfium",
    "Pillow": "/PIL/",
    "lxml": "/lxml/",
}
"""Libraries by what their machine code is called in a process's map of memory."""


def measure(stage: Stage) -> tuple[str, list[Target]]:
    """After the load, on the web server of the database that had it. PSS: what is shared is divided by its users."""
    rows, totals = [], {}
    for name, web in (("ours", stage.ours["100k"]), ("floor 1", stage.floors["100k"])):
        processes = [psutil.Process(web.child.pid), *psutil.Process(web.child.pid).children()]
        for number, process in enumerate(processes):
            heavy = [title for title, mark in HEAVY.items() if mark in _map(process.pid)]
            kind = "master" if not number else f"worker {number}"
            rows.append([f"{name}, {kind}", pss(process.pid), ", ".join(heavy) or "none"])
        totals[name] = sum(pss(process.pid) for process in processes[1:])
        rows.append([f"{name}, workers together", totals[name], ""])
    text = drawn("(d) memory after the load, MB PSS", ["", "PSS", "of the heavy libraries"], rows)
    heavy = sum(row[2] not in ("none", "") for row in rows if str(row[0]).startswith("ours"))
    return text, [
        Target("(d) four web processes, MB PSS together", totals["ours"], most=MOST_MB),
        Target("(d) web processes with a heavy library in them", float(heavy), most=0),
    ]


def pss(pid: int) -> float:
    """Megabytes, from the kernel."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _map(pid: int) -> str:
    return Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")
