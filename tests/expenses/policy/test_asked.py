import pytest

from expenses.policy.asked import BEGINNING, MOST_HITS, MOST_WORDS, mended, ranked, words_of
from expenses.policy.marked import START, STOP, Piece, best_sentence, pieces
from expenses.policy.spelling import distance, nearest


def asked(question):
    return [word.asked for word in words_of(question)]


def test_filling_words_are_passed_over_unless_there_is_nothing_else():
    assert asked("Må vi købe vin til middagen?") == ["vi", "vin", "til", "middagen"]
    assert asked("Må købe!") == ["må", "købe"]
    assert asked("?! …") == []


def test_a_word_counts_once_and_a_long_question_is_cut():
    assert asked("taxa TAXA taxa") == ["taxa"]
    assert len(words_of(" ".join(f"ord{n}" for n in range(40)))) == MOST_WORDS


def test_nothing_a_person_types_reaches_the_database_as_an_operator():
    assert [word.expression for word in words_of("vin' & !(øl | x):* <-> a\\b")] == [
        "vin | drikkevarer:*",
        "øl | drikkevarer:*",
        "x",
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("word", "expression"),
    [
        ("mad", "mad"),
        ("kage", "kage:* | mad"),
        ("hotellet", "hotellet:* | overnatning:*"),
        ("taxi", "taxi:* | taxa:*"),
        ("vinter", "vinter:*"),
    ],
)
def test_long_words_find_their_beginnings_and_some_their_other_names(word, expression):
    assert BEGINNING == 4
    assert words_of(word)[0].expression == expression


KNOWN = ["medibox", "taxa", "overnatning", "lægelaug", "regning"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("medibx", "medibox"),
        ("mediboks", "medibox"),
        ("taxaer", "taxa"),
        ("taxaregning", "taxa"),
        ("storregning", "regning"),
        ("ovrenatnng", "overnatning"),
        ("lægelavg", "lægelaug"),
        ("lægelav", ""),
        ("tax", ""),
        ("elefant", ""),
    ],
)
def test_a_small_error_is_seen_through_and_a_large_one_is_not(typed, meant):
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("", "", 0), ("", "ab", 2), ("ab", "ba", 1), ("medibox", "medibx", 1), ("kat", "hund", 4)],
)
def test_letters_wrong(one, other, letters):
    assert distance(one, other) == distance(other, one) == letters


def test_only_words_that_can_be_guessed_are_mended():
    assert mended(words_of("medibx elefant"), ["Medibox betales ikke."]) == {"medibx": "medibox"}


def test_a_rare_word_weighs_more_and_the_poor_are_left_out():
    """Word 1 is in every text, word 2 in one: the one that has both is alone."""
    assert ranked({7: [1], 8: [1, 2], 9: [1], 10: [1]}, texts=4) == [8]
    assert ranked({7: [1], 8: [1]}, texts=20) == [7, 8]
    assert ranked({}, texts=20) == []
    assert len(ranked({key: [1] for key in range(30)}, texts=30)) == MOST_HITS


def marked(word):
    return f"{START}{word}{STOP}"


def test_the_sentence_with_most_found_is_shown():
    text = f"Først noget andet. Her er {marked('vin')} og {marked('mad')}. Og {marked('mad')} igen."
    assert best_sentence(text) == (
        Piece("Her er ", False),
        Piece("vin", True),
        Piece(" og ", False),
        Piece("mad", True),
        Piece(".", False),
    )
    assert best_sentence("En. To.") == (Piece("En.", False),)


def test_a_text_is_cut_at_its_marks_and_nothing_is_lost():
    text = f"{marked('Mad')} og <b>{marked('vin')}</b>"
    assert "".join(piece.text for piece in pieces(text)) == "Mad og <b>vin</b>"
    assert [piece.text for piece in pieces(text) if piece.found] == ["Mad", "vin"]
