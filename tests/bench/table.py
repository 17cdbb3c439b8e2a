"""One table a person can read, and the verdict on each target."""

from collections.abc import Sequence
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

    def __str__(self) -> str:
        if self.least is None and self.most is None:
            return f"{'told':12} {self.figure:8.2f}  {'':14} {self.words}"
        wanted = f"at least {self.least:g}" if self.least is not None else f"at most {self.most:g}"
        return (
            f"{'reached' if self.is_met else 'NOT REACHED':12} {self.figure:8.2f}  {wanted:14} {self.words}"
        )


def drawn(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns as wide as what stands in them; numbers to the right."""
    cells = [[_cell(one) for one in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) if not column else cell.rjust(width)
                  for column, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in cells
    ]  # fmt: skip
    return "\n".join([f"\n{title}", lines[0], "-" * len(lines[0]), *lines[1:]])


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
