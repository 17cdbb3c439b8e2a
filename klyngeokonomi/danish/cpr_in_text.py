"""CPR numbers that slipped into running text: mails, audit rows and logs must hold none."""

import re

_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
"""Real days, and days + 60 as in test numbers."""
_ALONE = r"(?{sign}[^\W_])(?{sign}-)"
"""No letter, digit or hyphen beside it; an underscore is as good as a space, as in names of files."""
_BEFORE, _AFTER = _ALONE.format(sign="<!"), _ALONE.format(sign="!")
_CPR = re.compile(rf"{_BEFORE}{_DAY}(?:0[1-9]|1[0-2])\d\d[-‐‑–—\s]?\d{{4}}{_AFTER}")

IN_SQL = (
    r"(?<![[:alnum:]-])(0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])(0[1-9]|1[0-2])"
    r"[0-9]{2}[-‐‑–—[:space:]]?[0-9]{4}(?![[:alnum:]-])"
)
"""The same for PostgreSQL."""

MASK = "[CPR-nummer fjernet]"


def holds_cpr(text: str) -> bool:
    """Whether the text holds ten digits that begin with a date, written together or as 010203-0405."""
    return bool(_CPR.search(text))


def mask_cpr(text: str) -> str:
    """The text with each such number replaced by a mark."""
    return _CPR.sub(MASK, text)
