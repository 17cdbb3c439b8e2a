"""Papers are read without a limited child: how they are read is proven elsewhere, and a child takes its time."""

from pathlib import Path
from typing import Any

import pytest

from klyngeokonomi.documents import reading
from klyngeokonomi.documents.run_child import Outcome
from tests.factories.papers import jpeg


def read_quickly(patch: pytest.MonkeyPatch) -> None:
    """Every paper is a photograph of one page."""
    patch.setattr(reading, "run", _photograph)


def _photograph(source: Path, out: Path, **_: Any) -> Outcome:
    for name in ("page-1.jpg", "thumb-1.jpg"):
        (out / name).write_bytes(jpeg())
    return Outcome(expected=1, sizes=[(300, 400)], done=True)
