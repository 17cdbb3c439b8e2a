"""The sections of a day and the published answers in which the words of a question are found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection

from expenses.policy.asked import BEGINNING, Word, mended, ranked, words_of
from expenses.policy.limits import Limit
from expenses.policy.marked import START, STOP, Piece, best_sentence, pieces
from expenses.selectors.guide import GuideOnDay

MARKS = f"HighlightAll=true, StartSel={START}, StopSel={STOP}"
LOOK_FOR = """
WITH asked AS MATERIALIZED (
    SELECT place, to_tsquery('danish', given) AS query
    FROM unnest(%(words)s::text[]) WITH ORDINALITY AS one(given, place)
), texts AS MATERIALIZED (
    SELECT *, to_tsvector('danish', title || ' ' || body) AS vector FROM (
        SELECT 'section' AS kind, id, slug AS anchor, title, says AS body FROM expenses_section
        WHERE valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
        UNION ALL
        SELECT 'answer', id, section, question, answer FROM expenses_answer
        WHERE published_at IS NOT NULL AND withdrawn_at IS NULL
    ) AS every
), found AS (
    SELECT kind, id, anchor, title, body, array_agg(place ORDER BY place) AS places,
        string_agg('(' || query::text || ')', ' | ')::tsquery AS query
    FROM texts JOIN asked ON numnode(query) > 0 AND vector @@ query
    GROUP BY kind, id, anchor, title, body
)
SELECT kind, id, anchor, ts_headline('danish', title, query, %(marks)s), ts_headline('danish', body, query, %(marks)s),
    places
FROM found
UNION ALL
SELECT 'silent', 0, '', '', '', array_agg(place) FROM asked WHERE numnode(query) = 0 HAVING count(*) > 0
ORDER BY kind DESC, id
"""
"""`silent` are words the language has everywhere; nothing is looked for by them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`excerpt` is the sentence that matches, of an answer the whole of it."""

    kind: str
    pk: int
    anchor: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`mended` are words that were not there, with those searched for instead; `amounts` are limits named in it."""

    sections: tuple[Hit, ...] = ()
    answers: tuple[Hit, ...] = ()
    amounts: tuple[Limit, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sections or self.answers or self.amounts)


def search(question: str, guide: GuideOnDay) -> Found:
    """One query; two when a word was found nowhere and something near it is there."""
    words = words_of(question)
    hits, silent = _look_for(words, guide.day)
    missing = [
        word
        for place, word in enumerate(words, start=1)
        if place not in silent and not any(place in places for _, places in hits)
    ]
    instead = mended(missing, guide.texts()) if missing else {}
    if instead:
        words = tuple(
            replace(word, sought=(instead[word.asked],)) if word.asked in instead else word for word in words
        )
        hits, _ = _look_for(words, guide.day)
    order = ranked({place: places for place, (_, places) in enumerate(hits)}, len(guide.texts()))
    best = [hits[place][0] for place in order]
    return Found(
        sections=tuple(hit for hit in best if hit.kind == "section"),
        answers=tuple(hit for hit in best if hit.kind == "answer"),
        amounts=_amounts(guide.amounts, words),
        mended=tuple(instead.items()),
    )


def _look_for(words: Sequence[Word], day: dt.date) -> tuple[list[tuple[Hit, list[int]]], list[int]]:
    """The hits, each with the places of the words it holds; and the places of silent words."""
    if not words:
        return [], []
    with connection.cursor() as cursor:
        given = {"words": [word.expression for word in words], "day": day, "marks": MARKS}
        cursor.execute(LOOK_FOR, given)
        rows = cursor.fetchall()
    hits = [(_hit(*row[:-1]), row[-1]) for row in rows if row[0] != "silent"]
    return hits, [place for row in rows if row[0] == "silent" for place in row[-1]]


def _hit(kind: str, pk: int, anchor: str, title: str, body: str) -> Hit:
    excerpt = pieces(body) if kind == "answer" else best_sentence(body)
    return Hit(kind, pk, anchor, pieces(title), excerpt)


def _amounts(limits: Sequence[Limit], words: Sequence[Word]) -> tuple[Limit, ...]:
    """Those whose label most of the words name."""
    named = {limit.key: sum(_names(limit, word) for word in words) for limit in limits}
    most = max(named.values(), default=0)
    return tuple(limit for limit in limits if most and named[limit.key] == most)


def _names(limit: Limit, word: Word) -> bool:
    """Whether one begins as the other; words of fewer than four letters name nothing."""
    labels = [one for one in limit.key.label.lower().split() if len(one) >= BEGINNING]
    sought = [one for one in word.sought if len(one) >= BEGINNING]
    return any(label.startswith(one) or one.startswith(label) for one in sought for label in labels)
