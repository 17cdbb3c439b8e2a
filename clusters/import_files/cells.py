"""What a cell's text means. Each reader gives a JSON value, or raises Unreadable with what to do (Danish)."""

import datetime
import re
from collections.abc import Callable
from enum import Enum
from typing import Any

from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.money import NotAnAmount, parse_kr

DAY_FORMATS = ("%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y", "%d-%m-%y", "%d/%m/%y")
EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)
YES, NO = {"ja", "j", "x", "1", "sand", "true", "yes"}, {"nej", "n", "", "0", "falsk", "false", "no"}


class Unreadable(ValueError):
    """The cell's text is not what its column holds."""


def words(longest: int) -> Callable[[str], str]:
    """Text with single spaces, at most `longest` characters; no control characters and no CPR number."""

    def read(text: str) -> str:
        cleaned = " ".join(text.split())
        if len(cleaned) > longest:
            raise Unreadable(f"Højst {longest} tegn. Forkort teksten.")
        if not cleaned.isprintable():
            raise Unreadable("Teksten indeholder tegn, der ikke kan vises. Skriv den igen.")
        if holds_cpr(cleaned):
            raise Unreadable("Feltet ligner et CPR-nummer. Fjern det: CPR-numre må ikke læses ind her.")
        return cleaned

    return read


def day(text: str) -> str:
    for form in DAY_FORMATS:
        try:
            found = datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
        if not EARLIEST <= found <= LATEST:
            raise Unreadable("Datoen ligger for langt væk. Skriv årstallet med fire cifre, fx 01.04.2026.")
        return found.isoformat()
    raise Unreadable("Det er ikke en dato. Skriv den som 01.04.2026.")


def provider_number(text: str) -> str:
    """Six digits; Excel eats leading zeros, so fewer are padded."""
    digits = text.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and 3 <= len(digits) <= 6):
        raise Unreadable("Et ydernummer er seks cifre, fx 012345.")
    return digits.zfill(6)


def cluster_number(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-zÆØÅæøå.-]{1,10}", text):
        raise Unreadable("Et klyngenummer er højst 10 tal og bogstaver uden mellemrum.")
    return text


def mail(text: str) -> str:
    """Lower case. Whether it can be written to is seen when it is; this catches what is plainly no address."""
    if not re.fullmatch(r"[^@\s<>,;\"()]+@[A-Za-z0-9.ÆØÅæøå-]+\.[A-Za-z]{2,}", text) or len(text) > 254:
        raise Unreadable("Det er ikke en mailadresse. Skriv den som navn@eksempel.dk.")
    return text.lower()


def phone(text: str) -> str:
    if not re.fullmatch(r"[+0-9 ()/.-]{3,30}", text):
        raise Unreadable("Et telefonnummer er tal og mellemrum, fx 12 34 56 78.")
    return " ".join(text.split())


def count(text: str) -> int:
    """A whole number of patients; a point between thousands is understood."""
    digits = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", digits):
        digits = digits.replace(".", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > 1_000_000:
        raise Unreadable("Skriv et helt antal, fx 4820.")
    return int(digits)


def yes_or_no(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise Unreadable("Skriv ja eller nej.")


def amount(text: str) -> str:
    """DKK above zero, never rounded."""
    try:
        found = parse_kr(text)
    except NotAnAmount as error:
        raise Unreadable(str(error)) from error
    if found <= 0:
        raise Unreadable("Beløbet skal være større end nul.")
    return str(found)


def balance(text: str) -> str:
    """DKK, also nil or below, never rounded."""
    below = text[:1] in ("-", "−")
    try:
        found = parse_kr(text[1:].lstrip() if below else text)
    except NotAnAmount as error:
        raise Unreadable(str(error)) from error
    return str(-found if below and found else found)


def one_of(labels: dict[str, Enum | str], advice: str) -> Callable[[str], str]:
    """One of the words in `labels` (lower case), given as the code it stands for."""

    def read(text: str) -> Any:
        found = labels.get(" ".join(text.lower().split()))
        if found is None:
            raise Unreadable(advice)
        return str(found)

    return read
