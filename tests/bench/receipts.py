"""Photos of receipts: 200,000 bytes each, no two alike, all of them real pictures."""

import io
import os
from functools import cache

from PIL import Image

SIZE = 200_000


@cache
def _photo() -> bytes:
    """A grainy picture a little below the size wanted."""
    for quality in range(95, 20, -1):
        out = io.BytesIO()
        grain = Image.effect_noise((700, 900), 60).convert("RGB")
        grain.save(out, "JPEG", quality=quality)
        if out.tell() < SIZE - 70:
            return out.getvalue()
    raise AssertionError("no quality gives a picture of this size")


def receipt() -> bytes:
    """The picture with comments of random bytes behind its first marker, filled up to SIZE."""
    photo, comments = _photo(), b""
    while (left := SIZE - len(photo) - len(comments)) > 0:
        length = min(left, 60_000) if left != 60_001 else 59_000
        if left - length in range(1, 5):
            length -= 4
        comments += b"\xff\xfe" + (length - 2).to_bytes(2, "big") + os.urandom(length - 4)
    return photo[:2] + comments + photo[2:]
