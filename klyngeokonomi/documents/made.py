"""Check what a child made before any of it is believed."""

import stat
import unicodedata
from pathlib import Path

from klyngeokonomi.danish.cpr_in_text import mask_cpr
from klyngeokonomi.documents import storage
from klyngeokonomi.documents.child.limits import LARGEST_FILE
from klyngeokonomi.documents.models import ContentType

_JPEG, _PDF = b"\xff\xd8\xff", b"%PDF-"
MOST_TEXT = 10_000


def seals(out: Path, *, kind: str, pages: int) -> dict[str, str] | None:
    """SHA-256 by file name; None unless exactly the promised files are there, each of its kind."""
    promised = {f"page-{number}.jpg": _JPEG for number in range(1, pages + 1)} | {"thumb-1.jpg": _JPEG}
    if kind == ContentType.PDF:
        promised["clean.pdf"] = _PDF
    if {path.name for path in out.iterdir()} != set(promised):
        return None
    if not all(_is_real(out / name, start) for name, start in promised.items()):
        return None
    return {name: storage.sha256_of(out / name) for name in promised}


def _is_real(path: Path, start: bytes) -> bool:
    """An ordinary file (no link out of the folder), not too large, with the right first bytes."""
    facts = path.lstat()
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1 or facts.st_size > LARGEST_FILE:
        return False
    with path.open("rb") as file:
        return file.read(len(start)) == start


def plain_text(text: str) -> str:
    """Text that PostgreSQL and a screen can take: no NUL, lone surrogate or control sign but new lines; no CPR."""
    text = text[:MOST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    return mask_cpr(
        "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign)[0] != "C").strip()
    )
