"""IBAN: the international account number, its check digits and its length per country proved by python-stdnum."""

import re

from stdnum import iban
from stdnum.exceptions import ValidationError

_SPACES = re.compile(r"[\s\u00a0\u202f.\-]+")


class NotAnIban(ValueError):
    """The text is no IBAN; str() is a Danish sentence."""


def parse_iban(text: str) -> str:
    """The number without spaces, in capitals. Raises NotAnIban."""
    number = _SPACES.sub("", text).upper().removeprefix("IBAN").lstrip(":")
    if not number.isascii():
        raise NotAnIban("Skriv IBAN med almindelige bogstaver og tal.")
    try:
        return iban.validate(number)
    except ValidationError as error:
        raise NotAnIban(
            "IBAN'et er ikke gyldigt. Se efter, om et tegn mangler eller er tastet forkert."
        ) from error
