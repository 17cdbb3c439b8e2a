"""Words brought to one spelling, so that a term is found however it was written.

Case, accents, look-alike digits and foreign letters, doubled letters, æ/ae/a, ø/oe/o, å/aa/a, i/l and ks/x make no
difference.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

DANISH = {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss", "œ": "oe"}
DIGITS = dict(zip("0134578", "oieastb", strict=True))
CYRILLIC = dict(zip("авеікмнорстухјѕг", "abeikmhopctyxjsr", strict=True))
GREEK = dict(zip("αβεηικμνορτυχωγ", "abenikmvoptuxwy", strict=True))
ALIKE = str.maketrans({"l": "i"} | DANISH | DIGITS | CYRILLIC | GREEK)
"""What the eye takes for a Latin letter, in small letters; a capital I is a small l to the eye."""

JOINED = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f"
"""Marks inside a word that nobody sees, or that belong to the letter before."""
WORD = re.compile(rf"[^\W_][^\W_{JOINED}]*(?:[{JOINED}]+[^\W_]*)*")
TWICE = re.compile(r"(.)\1+")
AS_X = re.compile(r"c?k+s|cs")
AE = re.compile(r"a[ae]+|o[oe]+")
NO_LETTER = re.compile(r"[^a-z]+")


def folded(text: str) -> str:
    """The letters alone, as small Latin ones."""
    text = text.casefold()
    if text.isascii():
        return NO_LETTER.sub("", text.translate(ALIKE))
    text = unicodedata.normalize("NFC", text).translate(ALIKE)
    return NO_LETTER.sub("", unicodedata.normalize("NFKD", text).casefold().translate(ALIKE))


@lru_cache(maxsize=16384)
def respelled(letters: str) -> str:
    """Folded letters without doubling, with x for ks, and a and o for ae and oe."""
    return AS_X.sub("x", TWICE.sub(r"\1", AE.sub(lambda pair: pair.group()[0], letters)))


def as_seen(letter: str) -> str:
    """A pattern of all that `respelled` writes as this letter."""
    return {"x": "(?:x|c?k+s|cs)+", "a": "(?:a+e*)+", "o": "(?:o+e*)+"}.get(letter, f"{letter}+")


@dataclass(frozen=True, slots=True)
class Word:
    """Where it stands in the text, and its folded letters."""

    start: int
    end: int
    letters: str


_letters_of = lru_cache(maxsize=16384)(folded)
"""Words come again and again, texts do not."""


def words_of(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        if letters := _letters_of(match.group()):
            yield Word(match.start(), match.end(), letters)


def is_one_slip_apart(one: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    rest, beside = one[same:], other[same:]
    if len(one) != len(other):
        return rest[1:] == beside or rest == beside[1:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == beside[1:] or (len(rest) > 1 and swapped == beside)
