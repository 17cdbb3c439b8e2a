""" "Må vi …?": the words of a question, what they also mean, and the answers ordered. No database, no clock."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from expenses.policy.spelling import nearest

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12
MOST_HITS = 8
BEGINNING = 4
"""From so many letters on, a word also finds those that begin with it: "mad" would find "made"."""
ENDINGS = ("", "s", "e", "r", "n", "t", "en", "et", "er", "ne", "ens", "ets", "erne", "ernes")
EVERYWHERE = """
må kan får få gerne også bare købe køb køber købt bruge bruges bruger brug betale betaler betalt betales give giver
gøre penge midler klynge klyngen klyngens klyngemidler koste koster pris hvordan hvornår hvem
"""
FILLING = frozenset(EVERYWHERE.split())
"""Words of any question: they find nothing of use, and count only when there is nothing else."""

ALSO = {
    "alkohol vin øl spiritus drinks drink cocktail champagne bar": "drikkevarer",
    "hotel værelse hotelværelse logi": "overnatning",
    "restaurant bespisning spisning julefrokost kantine catering sandwich kage kaffe": "mad",
    "aftensmad": "middag",
    "bil kilometer km benzin kilometerpenge": "kørsel",
    "taxi": "taxa",
    "fly flyrejse udland udlandet sverige norge tyskland": "rejsen",
    "computer pc laptop ipad tablet skærm printer mobil mobiltelefon software": "udstyr",
    "blomst blomster chokolade gavekort": "gave",
    "underviser foredragsholder foredrag ekspert": "oplægsholder",
    "løn kompensation erstatning tabt": "honorar løn",
    "sal mødelokale lokaleleje": "lokale",
    "sygeplejerske sekretær personale ansatte": "praksispersonale",
    "facilitator rådgiver": "konsulent",
    "afbud udeblivelse udeblev udeblevet": "tilmeldt",
    "dankort visa mastercard kort": "kreditkort",
    "navneliste deltagere": "deltagerliste",
    "telefon ringe kontakt": "klyngesekretariat",
}
"""What people write, and what the guide calls it."""
MEANING = {word: meant.split() for words, meant in ALSO.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the question, with what it is looked for as (lower case, letters and digits alone)."""

    asked: str
    sought: tuple[str, ...]

    @property
    def expression(self) -> str:
        """As PostgreSQL's to_tsquery reads it."""
        return " | ".join(one + (":*" if len(one) >= BEGINNING else "") for one in self.sought)


def words_of(question: str) -> tuple[Word, ...]:
    """Those that tell something, each once, with their other names."""
    given = list(dict.fromkeys(WORD.findall(question.lower())))
    telling = [one for one in given if one not in FILLING] or given
    return tuple(Word(one, (one, *_meant(one))) for one in telling[:MOST_WORDS])


def mended(words: Iterable[Word], vocabulary: Iterable[str]) -> dict[str, str]:
    """What those that found nothing were probably meant as, by the words there are."""
    known = sorted({one.lower() for text in vocabulary for one in WORD.findall(text)})
    found = {word.asked: nearest(word.asked, known) for word in words}
    return {asked: meant for asked, meant in found.items() if meant}


def ranked(places: Mapping[int, Sequence[int]], texts: int) -> list[int]:
    """The keys of `places` (which words each text holds), the best first.

    A word that few of the texts hold says more; a text with less than a third of what the best has is left out.
    """
    holding: dict[int, int] = {}
    for found in places.values():
        for place in set(found):
            holding[place] = holding.get(place, 0) + 1
    weight = {place: math.log(1 + texts / many) for place, many in holding.items()}
    worth = {key: sum(weight[place] for place in set(found)) for key, found in places.items()}
    best = max(worth.values(), default=0)
    good = [key for key, value in worth.items() if 3 * value >= best]
    return sorted(good, key=lambda key: (-worth[key], key))[:MOST_HITS]


def _meant(word: str) -> list[str]:
    for known, meant in MEANING.items():
        rest = word.removeprefix(known)
        doubled = rest[:1] == known[-1] and rest[1:] in ENDINGS
        if word.startswith(known) and (rest in ENDINGS or doubled):
            return meant
    return []
