"""CPR: ten digits that begin with a date. More cannot be told: modulus 11 has not held since 2007 (domain.md §7.2)."""

import re

from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

_SEPARATORS = re.compile(r"[\s\u00a0\u202f.\-‐‑–]+")
SUBSTITUTE = 60
"""Added to the day in numbers given to persons without one, and in numbers that are nobody's."""


class NotACpr(ValueError):
    """The text is no CPR number; str() is a Danish sentence that does not repeat it."""


def parse_cpr(text: str) -> str:
    """The ten digits, spaces and hyphen removed. Raises NotACpr."""
    number = _SEPARATORS.sub("", text)
    if not (number.isascii() and number.isdigit() and len(number) == 10):
        raise NotACpr("Et CPR-nummer er ti cifre.")
    day = int(number[:2])
    try:
        cpr.validate(f"{day - SUBSTITUTE if day > SUBSTITUTE else day:02}{number[2:]}")
    except ValidationError:
        raise NotACpr(
            "De første seks cifre i et CPR-nummer er en fødselsdato. Se efter, om et er forkert."
        ) from None
    return number


def masked_cpr(number: str) -> str:
    """As it is shown: DDMMYY-XXXX."""
    return f"{number[:6]}-XXXX"


def shown_cpr(number: str) -> str:
    """As it is written: DDMMYY-NNNN, for who has been given it."""
    return f"{number[:6]}-{number[6:]}"
