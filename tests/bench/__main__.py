"""`python -m tests.bench [part …]`, a part being one of PARTS: else all. `--tiny` tries it; `--short`: 1 round.

What it prints stands in var/bench.md too.
"""

import sys
from pathlib import Path

from tests.bench.ground import servers
from tests.bench.stage import MOVEMENTS, SIZES, Stage, set_up, tell
from tests.bench.table import Target, verdicts

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("lifecycle", "lists", "ledger", "memory", "judging", "payments", "runs", "statements")
OF_THE_WEB = {"lifecycle", "lists", "memory"}
"""Parts that ask for web servers on databases of several sizes."""
TINY_SIZES = {"none": 0, "1k": 10, "100k": 40}
TINY_MOVEMENTS = {"10k": 10, "1m": 40}


def measure(part: str, stage: Stage, *, tiny: bool, short: bool) -> tuple[str, list[Target]]:
    """The part's table and its targets."""
    rounds = 1 if tiny or short else 3
    from tests.bench import judging, ledger, lifecycle, lists, memory, payments, runs, statements

    tell(part)
    if part == "lifecycle":
        return lifecycle.measure(stage, rounds=rounds, seconds=1 if tiny else 6)
    if part == "lists":
        return lists.measure(stage, rounds=rounds, times=3 if tiny else 30)
    if part == "ledger":
        return ledger.measure(stage, rounds=rounds, times=3 if tiny else 60)
    if part == "judging":
        return judging.measure(ROOT / "var" / "bench", rounds=rounds, claims=100 if tiny else 10_000)
    if part == "payments":
        return payments.measure(rounds=rounds, large=1_000 if tiny else payments.LARGE)
    if part == "runs":
        return runs.measure(stage, rounds=rounds, **({"small": 5, "large": 50} if tiny else {}))
    if part == "statements":
        return statements.measure(stage, **({"small": 2, "large": 6} if tiny else {}))
    return memory.measure(stage)


def _told(text: str) -> str:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    return text


def main(arguments: list[str]) -> int:
    """0 when every target asked for is reached, else 1."""
    tiny = "--tiny" in arguments
    parts = [one for one in arguments if one in PARTS] or list(PARTS)
    sizes, movements = (TINY_SIZES, TINY_MOVEMENTS) if tiny else (SIZES, MOVEMENTS)
    targets: list[Target] = []
    written: list[str] = []
    with servers(ROOT / "var" / "bench") as ground:
        stage = set_up(ground, sizes if OF_THE_WEB & {*parts} else {}, movements if "ledger" in parts else {})
        for part in parts:
            text, found = measure(part, stage, tiny=tiny, short="--short" in arguments)
            targets += found
            written.append(_told(text))
    written.append(_told(verdicts(targets)))
    (ROOT / "var" / "bench.md").write_text("\n".join(written), encoding="utf-8")
    return 0 if all(one.is_met for one in targets) or tiny else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
