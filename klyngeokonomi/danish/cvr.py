"""CVR: the eight digits of a Danish company, with their modulus-11 check proved by python-stdnum."""

import re

from stdnum.dk import cvr
from stdnum.exceptions import InvalidChecksum, ValidationError

_SPACES = re.compile(r"[\s\u00a0\u202f.\-]+")


class NotACvr(ValueError):
    """The text is no CVR number; str() is a Danish sentence."""


class DoubtfulCvr(NotACvr):
    """Eight digits whose check does not hold: most likely mistyped, but such numbers exist (domain.md §7.2)."""


def parse_cvr(text: str, *, as_printed: bool = False) -> str:
    """The eight digits, spaces and a leading DK removed. Raises NotACvr; DoubtfulCvr unless it stands so in print."""
    number = _SPACES.sub("", text).upper().removeprefix("DK")
    if not number.isascii():
        raise NotACvr("Skriv CVR-nummeret med almindelige tal.")
    try:
        return cvr.validate(number)
    except InvalidChecksum as error:
        if as_printed:
            return number
        raise DoubtfulCvr(
            "CVR-nummeret er ikke gyldigt efter sit kontrolciffer. Se efter, om et ciffer er forkert."
        ) from error
    except ValidationError as error:
        raise NotACvr("CVR-nummeret er ikke gyldigt. Det er otte cifre og står på fakturaen.") from error
