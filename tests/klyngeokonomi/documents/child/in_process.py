"""The child's readers run in the test's own process, where a test can take one of their guards away."""

import io
import json
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from klyngeokonomi.documents.child import images, pdf
from klyngeokonomi.documents.child.report import Unreadable, tell

PDF = "application/pdf"


def read_here(content: bytes, kind: str, *, max_pixels: int = 60_000_000, max_pages: int = 60) -> "Said":
    """What the reader tells its parent of `content`, and the pages it draws."""
    words, before = io.StringIO(), Image.MAX_IMAGE_PIXELS
    with TemporaryDirectory() as folder, redirect_stdout(words), warnings.catch_warnings():
        source, out = Path(folder) / "source", Path(folder) / "out"
        source.write_bytes(content)
        out.mkdir()
        try:
            if kind == PDF:
                pdf.read(source, out, rotation=0, max_pages=max_pages)
            else:
                images.prepare(kind)
                images.read(source, out, kind=kind, rotation=0, max_pixels=max_pixels)
        except Unreadable as error:
            tell(problem=error.problem)
        finally:
            Image.MAX_IMAGE_PIXELS = before
        drawn = len(list(out.glob("page-*.jpg")))
    return Said([json.loads(line) for line in words.getvalue().splitlines()], drawn)


class Said:
    """`problem` and `notes` in the child's words; `drawn` is how many pages it left."""

    def __init__(self, lines: list[dict[str, Any]], drawn: int) -> None:
        self.problem = next((line["problem"] for line in lines if "problem" in line), None)
        self.notes = [line["note"] for line in lines if "note" in line]
        self.drawn = drawn
