"""CVR: the eight digits of a Danish company, with their modulus-11 check proved by python-stdnum."""

import re

from stdnum.dk import cvr
from stdnum.exceptions import ValidationError

_SPACES = re.compile(r"[\s\u00a0\u202f.\-]+")


class NotACvr(ValueError):
    """The text is no CVR number; str() is a Danish sentence."""


def parse_cvr(text: str) -> str:
    """The eight digits, spaces and a leading DK removed. Raises NotACvr."""
    number = _SPACES.sub("", text).upper().removeprefix("DK")
    if not number.isascii():
        raise NotACvr("Skriv CVR-nummeret med almindelige tal.")
    try:
        return cvr.validate(number)
    except ValidationError as error:
        raise NotACvr("CVR-nummeret er ikke gyldigt. Det er otte cifre og står på fakturaen.") from error
