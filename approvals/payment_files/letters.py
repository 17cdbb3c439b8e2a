"""Texts in the letters a bank guarantees (Latin set of the Danish CGI appendix), and no others.

The rule, in this order:
1. Letters are put together (a + ring above = å).
2. What the set holds is kept, and so are the letters of the dialect (æøå).
3. Letters with a spelling of their own are spelled: æ ae, ø oe, å aa, ß ss, đ d, ł l, þ th, & +, typographic quotes
   and dashes as plain ones.
4. Other letters lose their accents: é e, ü u, ö o.
5. Whatever is left becomes a full stop, and white space of any kind and length one space.
"""

import re
import unicodedata
from functools import cache

LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
_SPELLINGS = (
    "æ:ae Æ:Ae ø:oe Ø:Oe å:aa Å:Aa œ:oe Œ:Oe ß:ss ẞ:SS þ:th Þ:Th đ:d Đ:D ð:d Ð:D ł:l Ł:L ı:i"
    " &:+ ;:, _:- =:- –:- —:- ‑:- −:- [:( {:( <:( ]:) }:) >:)"
)
SPELLED = dict(one.split(":") for one in _SPELLINGS.split()) | dict.fromkeys('‘’‚‛`´"“”„«»', "'")
_SPACES = re.compile(r"\s+")
_SAID = re.compile(r"[^\W_]")


def bank_text(text: str, extra: str) -> str:
    """The text in LATIN and the letters in `extra`."""
    whole = unicodedata.normalize("NFC", text)
    sent = "".join(letter if letter in LATIN else _spelled(letter, extra) for letter in whole)
    return _SPACES.sub(" ", sent).strip()


def says_something(text: str) -> bool:
    """Whether a letter or a digit is left in it."""
    return bool(_SAID.search(text))


@cache
def _spelled(letter: str, extra: str) -> str:
    if letter in extra or letter.isspace():
        return letter
    if letter in SPELLED:
        return SPELLED[letter]
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return bare if bare and set(bare) <= LATIN else "."
