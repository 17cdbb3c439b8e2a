"""A word that is not there, and the one it was probably meant as. Few words, so no index and no extension."""

from collections.abc import Iterable

SHORTEST, LONG = 4, 8
"""Shorter words are not guessed at; longer ones may have two letters wrong."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word it begins or ends with (taxaregning: taxa), else the one with fewest letters wrong; or ""."""
    candidates = [one for one in known if len(one) >= SHORTEST]
    if len(word) < SHORTEST:
        return ""
    for begins_or_ends in (word.startswith, word.endswith):
        if parts := [one for one in candidates if begins_or_ends(one)]:
            return max(parts, key=len)
    most = 2 if len(word) >= LONG else 1
    near = [(distance(word, one), one) for one in candidates if abs(len(word) - len(one)) <= most]
    return min((pair for pair in near if pair[0] <= most), default=(0, ""))[1]


def distance(one: str, other: str) -> int:
    """Letters to add, leave out, change, or swap with their neighbour, to get from one to the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, another in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != another))
            if last and i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
