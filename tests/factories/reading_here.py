"""The reading child's own code, run in the test's process on the files the factories made.

A child of its own costs a sixth of a second of processor, a thousand times over; what it keeps out are files nobody
trusts. The tests of the documents room start the real one.
"""

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from klyngeokonomi.documents import reading, run_child
from klyngeokonomi.documents.child import images
from klyngeokonomi.documents.run_child import Outcome


@contextlib.contextmanager
def reading_here() -> Iterator[None]:
    """Pictures are read without a child while the block lasts; other kinds as always."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
        patch.setattr(reading, "run", _run)
        yield


def _run(
    source: Path, out: Path, *, kind: str, rotation: int, progress: Callable[[Outcome], None]
) -> Outcome:
    if kind not in ("image/jpeg", "image/png"):
        return run_child.run(source, out, kind=kind, rotation=rotation, progress=progress)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        images.read(source, out, kind=kind, rotation=rotation, max_pixels=settings.DOCUMENT_MAX_PIXELS)
    outcome = Outcome()
    for line in [*said.getvalue().encode().splitlines(), b'{"done": true}']:
        run_child._take_in(line, outcome)
    progress(outcome)
    run_child._conclude(outcome, 0, in_time=True)
    return outcome
