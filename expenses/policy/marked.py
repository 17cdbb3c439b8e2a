"""A text with what was found in it marked, cut to the sentence that holds most of it."""

import re
from dataclasses import dataclass

START, STOP = "\x02", "\x03"
"""Around each word found; no text has them otherwise."""
SENTENCE = re.compile(r"(?<=[.!?:])[\x03]?\s+(?=[\x02]?[A-ZÆØÅ0-9])")
PIECE = re.compile(f"{START}(.*?){STOP}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; `found` is to be marked."""

    text: str
    found: bool


def pieces(text: str) -> tuple[Piece, ...]:
    split = PIECE.split(text)
    return tuple(Piece(part, bool(place % 2)) for place, part in enumerate(split) if part)


def best_sentence(text: str) -> tuple[Piece, ...]:
    """The one with most words found; the first of them, or of all."""
    sentences = SENTENCE.split(text)
    return pieces(max(sentences, key=lambda one: one.count(START)))
