"""The payment line of a Danish indbetalingskort: +71<000000000000018+81234567<

Card type 71 has an id of 15 digits, 75 one of 16, 73 none. The last digit of the id is a modulus-10 check digit
(Luhn); the creditor number is eight digits and begins with 8 (domain.md §6.2).
"""

import re
from dataclasses import dataclass

from stdnum import luhn

ID_LENGTH = {"71": 15, "73": 0, "75": 16}

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_LINE = re.compile(r"^[+>]?(\d{2})<(\d*)\+(\d+)<?$", re.ASCII)


class NotAFikLine(ValueError):
    """The text is no payment line; str() is a Danish sentence that says what is wrong with it."""


@dataclass(frozen=True)
class FikLine:
    card_type: str
    payment_id: str
    creditor: str

    def __str__(self) -> str:
        return f"+{self.card_type}<{self.payment_id}+{self.creditor}<"


def parse_fik(text: str) -> FikLine:
    """The line as pasted or typed, in any spacing, its first and last sign left out or not. Raises NotAFikLine."""
    match = _LINE.match(_SPACES.sub("", text))
    if match is None:
        raise NotAFikLine("Skriv hele betalingslinjen fra fakturaen, fx +71<000000000000018+81234567<.")
    card_type, payment_id, creditor = match.groups()
    if card_type not in ID_LENGTH:
        raise NotAFikLine(f"Korttype {card_type} kan ikke betales her. Brug en linje med 71, 73 eller 75.")
    if len(creditor) != 8 or not creditor.startswith("8"):
        raise NotAFikLine("Kreditornummeret sidst i linjen skal være otte cifre og begynde med 8.")
    return FikLine(card_type, _checked_id(card_type, payment_id), creditor)


def _checked_id(card_type: str, payment_id: str) -> str:
    """The id padded to its full length, its check digit proved."""
    length = ID_LENGTH[card_type]
    if not length:
        if payment_id:
            raise NotAFikLine("En linje af korttype 73 har intet betalings-id mellem < og +.")
        return ""
    if not payment_id or len(payment_id) > length or int(payment_id) == 0:
        raise NotAFikLine(f"Betalings-id'et i en {card_type}-linje er {length} cifre.")
    if not luhn.is_valid(payment_id):
        raise NotAFikLine(
            "Betalings-id'ets kontrolciffer passer ikke. Se efter, om et ciffer er tastet forkert."
        )
    return payment_id.zfill(length)
