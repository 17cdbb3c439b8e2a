"""The name shown for a paper: cleaned of what can mislead or break a header. It names nothing on disk."""

import re
import unicodedata
from pathlib import PurePosixPath

from klyngeokonomi.danish.cpr_in_text import mask_cpr
from klyngeokonomi.documents.kinds import EXTENSIONS, SAME_AS
from klyngeokonomi.documents.models import ContentType

MAX_LENGTH = 120
NAMELESS = "bilag"


def shown_name(given: str, kind: ContentType) -> str:
    """`given` without folders, control and direction characters, with the ending that the content has.

    >>> shown_name("../../kvit\\u202egpj.exe", ContentType.JPEG)
    'kvitgpj.exe.jpg'
    """
    name = unicodedata.normalize("NFC", given[:4000].encode("utf-8", "ignore").decode("utf-8"))
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C" or sign in "\t\n\r")
    name = re.sub(r"\s+", " ", re.split(r"[/\\]", name)[-1])
    name = mask_cpr(re.sub(r'[<>:"|?*]', "_", name).strip(" ."))
    ending = EXTENSIONS[kind]
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    stem = path.stem if SAME_AS.get(suffix, suffix) == ending else name
    return (stem[: MAX_LENGTH - len(ending)].rstrip(" .") or NAMELESS) + ending
