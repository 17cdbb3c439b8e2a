"""python -m tests.hold.chaos [--seconds 600] [--seed N]: `make chaos`. Exit code 1 when anything is lost or doubled."""

import argparse
import logging
import os
import random
import shutil
import sys
from pathlib import Path

import django

KEPT = Path(__file__).resolve().parents[3] / "var" / "chaos"


def but_logs(folder: str, names: list[str]) -> list[str]:
    """What is not kept of a drill that came out badly."""
    return [name for name in names if Path(name).suffix != ".log" and name != "log"]


def main() -> int:
    """Run one drill on a ground of its own and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.hold.chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.hold.ground.brisk"
    django.setup()
    logging.basicConfig(level="ERROR", format="%(asctime)s %(message)s", force=True)
    logging.getLogger("tests.hold").setLevel("INFO")
    from tests.hold.chaos.drill import drill, people_at_work
    from tests.hold.ground.build import ground

    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    sys.stdout.write(f"seed {seed}: python -m tests.hold.chaos --seconds {given.seconds:g} --seed {seed}\n")
    sys.stdout.flush()
    with ground() as place, place.led():
        place.web = place.start_web()
        place.start_workers()
        place.web.wait()
        report = drill(place, people_at_work(), seconds=given.seconds, seed=seed)
        sys.stdout.write("\n".join([*report.verdict.lines(), str(report)]) + "\n")
        if not report.verdict.is_good:
            logs = shutil.copytree(place.folder, KEPT / str(seed), ignore=but_logs, dirs_exist_ok=True)
            sys.stdout.write(f"logs: {logs}\n")
    return 0 if report.verdict.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
