"""Typed reading of one JSON object, with a Danish sentence for what cannot be read.

A key that is missing and a key that is null are the same: not given.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from klyngeokonomi.money import ZERO, NotAnAmount, kr

Word = TypeVar("Word", bound=Enum)
DENMARK = ZoneInfo("Europe/Copenhagen")
END_OF_DAY = dt.time(23, 59)
YEARS = range(2000, 2101)
"""What lies outside is a typing error, and some of it cannot be counted with."""
MOST = Decimal(100_000)
LEAST = Decimal("0.01")
"""How far hours, kilometres and counts may go."""


class Unreadable(ValueError):
    """What is written cannot be read; the message is a Danish sentence that names the field."""


class JsonObject:
    """`path` names the object in sentences: empty for the outermost, else as `meeting.`"""

    def __init__(self, data: Any, path: str = "") -> None:
        if not isinstance(data, Mapping):
            raise Unreadable(f"«{path.rstrip('.') or 'kravet'}» skal være et objekt med felter.")
        self.data, self.path = data, path

    def value(self, key: str) -> Any:
        return self.data.get(key)

    def required(self, key: str) -> Any:
        if (value := self.value(key)) is None:
            raise Unreadable(f"«{self.path}{key}» mangler.")
        return value

    def text(self, key: str) -> str:
        """Empty when not given."""
        value = self.value(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, "skal være en tekst i anførselstegn")
        return value or ""

    def flag(self, key: str) -> bool | None:
        value = self.value(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(key, "skal være true, false eller null")
        return value

    def amount(self, key: str, *, signed: bool = False) -> Decimal | None:
        """DKK with at most two decimals; zero or more unless `signed`."""
        number = self._decimal(key)
        if number is None:
            return None
        try:
            if number != kr(number):
                raise self.wrong(key, "må højst have to decimaler")
        except NotAnAmount as error:
            raise self.wrong(key, "er ikke et gyldigt beløb i kroner") from error
        if number < ZERO and not signed:
            raise self.wrong(key, "må ikke være mindre end nul")
        return kr(number)

    def number(self, key: str) -> Decimal | None:
        """Zero, or from 0.01 to 100,000."""
        number = self._decimal(key)
        if number and not LEAST <= number <= MOST:
            raise self.wrong(key, "skal være nul eller mellem 0.01 og 100000")
        return number

    def _decimal(self, key: str) -> Decimal | None:
        """Written as a decimal string ("7.5"); a JSON number is read digit by digit."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise self.wrong(key, 'skal være et tal skrevet som "1234.50"')
        try:
            number = Decimal(_plain(value) if isinstance(value, str) else value)
        except InvalidOperation as error:
            raise self.wrong(key, 'skal være et tal skrevet som "1234.50"') from error
        if not number.is_finite():
            raise self.wrong(key, "skal være et tal")
        return number

    def day(self, key: str) -> dt.date | None:
        """ISO: 2026-05-12."""
        if not (text := self.text(key)):
            return None
        try:
            day = dt.date.fromisoformat(text)
        except ValueError as error:
            raise self.wrong(key, "skal være en dato skrevet som 2026-05-12") from error
        if text != day.isoformat():
            raise self.wrong(key, "skal være en dato skrevet som 2026-05-12")
        if day.year not in YEARS:
            raise self.wrong(key, "har et årstal, der ikke kan passe")
        return day

    def moment(self, key: str, day_means: dt.time = dt.time.min) -> dt.datetime:
        """ISO, in Danish time without offset; `day_means` is the hour of a bare date."""
        text = self.text(key)
        if text[:4].isascii() and text[:4].isdigit() and int(text[:4]) not in YEARS:
            raise self.wrong(key, "har et årstal, der ikke kan passe")
        try:
            if len(text) == len("2026-05-12"):
                return dt.datetime.combine(dt.date.fromisoformat(text), day_means)
            moment = dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise self.wrong(key, "skal være et tidspunkt skrevet som 2026-05-12T17:30") from error
        return moment.astimezone(DENMARK).replace(tzinfo=None) if moment.tzinfo else moment

    def word(self, key: str, words: type[Word], also: Mapping[str, Word] | None = None) -> Word:
        return self.one_of(key, self.required(key), words, also or {})

    def words(self, key: str, words: type[Word], also: Mapping[str, Word] | None = None) -> list[Word]:
        return [self.one_of(key, item, words, also or {}) for item in self.items(key)]

    def one_of(self, key: str, value: Any, words: type[Word], also: Mapping[str, Word]) -> Word:
        if isinstance(value, str):
            if value in also:
                return also[value]
            with suppress(ValueError):
                return words(value)
        known = ", ".join([*also, *(str(word.value) for word in words)])
        raise self.wrong(key, f"skal være en af disse: {known}")

    def items(self, key: str) -> Sequence[Any]:
        """Empty when not given."""
        value = self.value(key)
        if value is not None and not isinstance(value, list):
            raise self.wrong(key, "skal være en liste")
        return value or []

    def objects(self, key: str) -> list["JsonObject"]:
        return [JsonObject(item, f"{self.path}{key}[{index}].") for index, item in enumerate(self.items(key))]

    def object(self, key: str) -> "JsonObject | None":
        value = self.value(key)
        return None if value is None else JsonObject(value, f"{self.path}{key}.")

    def wrong(self, key: str, what: str) -> Unreadable:
        return Unreadable(f"«{self.path}{key}» {what}.")


def _plain(text: str) -> str:
    """Python also reads 1_000 and the digits of other scripts as numbers; nobody writes an amount so."""
    return text if text.isascii() and "_" not in text else "no number"
