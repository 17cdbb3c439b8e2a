"""Finds a term in a text however it is spelt, split, cased or inflected, and shows the words as they stand.

It must not cry wolf. Inside one word, the term is found wherever it stands; over several words only when it begins
with the first of them; with a typing error only as a whole word. What is an ordinary word of its own is let be.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from expenses.policy.letters import Word, as_seen, folded, is_one_slip_apart, respelled, words_of

ENDINGS = ("", "s", "en", "ens", "et", "ets", "er", "ers", "ene", "enes", "erne", "ernes", "e", "es")
TAILS = ("abonnement", "faktura", "kasse", "konto", "kontingent", "licens", "medlem", "middag", "moede")
COMPOUND = tuple(respelled(folded(word)) for word in TAILS)
"""What a term over several words may be compounded with; "læge Laugesen" is a person."""
ORDINARY = frozenset(respelled(folded(word)) + ending for word in ("mediebox",) for ending in ENDINGS)
"""One slip from a term, and yet words of their own."""
SMALL = frozenset(
    map(folded, ("med", "i", "en", "et", "og", "til", "af", "for", "om", "der", "den", "det", "de"))
)
LAUG, LAV = folded("laug"), folded("lav")
"""Two spellings of one word; only within one word, since a doctor also "laver" things."""
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013._'’/\n\r")
SLIPS_FROM = 6
"""A shorter term is one letter from too many words."""
INSIDE_FROM = 5
"""A shorter term stands inside too many words."""
PIECES = 3
TINY = 2


@dataclass(frozen=True, slots=True)
class Sought:
    """`letters` as `respelled` writes the term; `hint` is in the folded letters of every text that holds it.

    `small` are the small words that no part of it is.
    """

    letters: str
    also: tuple[str, ...]
    pieces: int
    small: frozenset[str]
    hint: re.Pattern[str]


@lru_cache(maxsize=256)
def sought(word: str) -> Sought:
    letters = respelled(folded(word))
    also = (letters.removesuffix(LAUG) + LAV,) if letters.endswith(LAUG) else ()
    own = word.split()
    return Sought(
        letters,
        also,
        pieces=PIECES + len(own) - 1,
        small=SMALL - set(map(folded, own)),
        hint=re.compile("|".join(_hints(letters, also))),
    )


def _hints(letters: str, also: tuple[str, ...]) -> list[str]:
    """Of three parts a typing error leaves two as they were, or swaps the letters where two of them meet."""
    if len(letters) < SLIPS_FROM:
        return [_seen(one) for one in (letters, *also) if one]
    first, third = (len(letters) - TINY) // 2, len(letters) - TINY
    head, middle, tail = letters[:first], letters[first:third], letters[third:]
    gap = f".{{0,{2 * len(middle) + 2}}}"
    swapped = [letters[: at - 1] + letters[at] + letters[at - 1] + letters[at + 1 :] for at in (first, third)]
    return [_seen(head) + gap + _seen(tail), *map(_seen, (head + middle, middle + tail, *swapped, *also))]


def _seen(part: str) -> str:
    return "".join(as_seen(letter) for letter in part)


def may_hold(text: str, word: str) -> bool:
    """Quick, and never wrongly no."""
    return bool(sought(word).letters) and sought(word).hint.search(folded(text)) is not None


def find_word(text: str, word: str) -> str:
    """The first words of the text that are the term, as written there, or ""."""
    if not may_hold(text, word):
        return ""
    term, words = sought(word), list(words_of(text))
    for one in words:
        if _is_in(term, respelled(one.letters)):
            return text[one.start : one.end]
    for start in range(len(words)):
        if count := _length(term, words, start, text):
            return text[words[start].start : words[start + count - 1].end]
    return ""


def _length(term: Sought, words: list[Word], start: int, text: str) -> int:
    """How many words from `start`, at least two, are the term together; 0 when they are not."""
    if not term.letters.startswith(respelled(words[start].letters)[:-1]):
        return 0
    taken = words[start].letters
    for index in range(start + 1, len(words)):
        count = index - start + 1
        if len(respelled(taken)) > len(term.letters):
            return 0
        taken += words[index].letters
        tiny = all(len(one.letters) <= TINY for one in words[start : index + 1])
        if count > term.pieces and not tiny:
            return 0
        if _is_whole(term, respelled(taken)) and (
            tiny or not _holds_small(term, words[start + 1 : index + 1])
        ):
            return count
        gap = text[words[index - 1].end : words[index].start]
        if count == TINY and set(gap) <= HYPHENS and _is_slip(term, respelled(taken)):
            return count
    return 0


@lru_cache(maxsize=16384)
def _is_in(term: Sought, word: str) -> bool:
    if len(term.letters) < INSIDE_FROM:
        return any(word == term.letters + ending for ending in ENDINGS)
    return any(one in word for one in (term.letters, *term.also)) or _is_slip(term, word)


def _is_whole(term: Sought, together: str) -> bool:
    tail = together.removeprefix(term.letters)
    return together.startswith(term.letters) and (
        tail in ENDINGS or tail.removeprefix("s").startswith(COMPOUND)
    )


def _holds_small(term: Sought, words: list[Word]) -> bool:
    """«med i boks» is food in a box, and «læge i aug.» a doctor in August."""
    return any(one.letters in term.small for one in words)


def _is_slip(term: Sought, word: str) -> bool:
    """Whether the word, ending or not, is the term with one typing error."""
    if len(term.letters) < SLIPS_FROM or word in ORDINARY:
        return False
    bare = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    return any(is_one_slip_apart(one, term.letters) for one in bare)
