"""Tables a person can read on a screen and paste into performance.md, and the verdict on each target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """`least` or `most` bounds the figure; both None when it is only told."""

    words: str
    figure: float
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        enough = self.least is None or self.figure >= self.least
        return enough and (self.most is None or self.figure <= self.most)

    @property
    def wanted(self) -> str:
        if self.least is None and self.most is None:
            return "told"
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"


def verdicts(targets: Iterable[Target]) -> str:
    rows = [
        [one.words, f"{one.figure:.2f}", one.wanted, "reached" if one.is_met else "**not reached**"]
        for one in targets
    ]
    return drawn("Targets", ["target", "figure", "wanted", ""], rows)


def drawn(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table of Markdown, its columns as wide as what stands in them; numbers to the right."""
    cells = [[_cell(one) for one in row] for row in [head, *rows]]
    widths = [max(3, *(len(row[column]) for row in cells)) for column in range(len(head))]
    rule = ["-" * width if not column else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    return "\n".join([f"\n{title}\n", *(_line(row, widths) for row in [cells[0], rule, *cells[1:]])])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
