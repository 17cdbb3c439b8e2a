"""Words found however they are written, and ordinary words let be."""

import time

import pytest

from expenses.policy.letters import folded, is_one_slip_apart, respelled
from expenses.policy.word_search import find_word, may_hold, sought
from tests.expenses.policy.ordinary_words import ORDINARY_TEXTS

IN_ONE = """Medibox MEDIBOX mEdIbOx Mediboks Medibokks Mediboxx Meddibox Médibox Medibøx Med1b0x MEDlBOX ｍｅｄｉｂｏｘ
    Medibоx Μedibox medi\u00adbox medi\u200bbox Mediboxen mediboksenes Mediboxs Mediboxabonnement Telemedibox medibx
    medibix Mediobx Medibbx edibox Medi-box Medi_Box medi.box Medi/box M.e.d.i.b.o.x m-e-d-i-b-o-x Medi-bix"""
MEDIBOX = [
    *IN_ONE.split(),
    "Medi Box",
    "MEDI  BOX",
    "medi\nbox",
    "Medi-\nbox",
    "M e d i b o x",
    "me di box",
    "Medi – box",
    "Medi Boxen",
]
MEDIBOX += ["Me dib ox", "Medi Boxabonnement", "Medi b0ks"]
GUILDS = """lægelaug Lægelaugets LÆGELAUG laegelaug lægelauget lagelaug lägelaug Læge-Laug Speciallægelaug lægelaugsfest
    laegelaugskasse lægelavet lægelauug læglaug lælgelaug LÆGEIAUG"""
GUILD = [*GUILDS.split(), "læge laug", "Læge  laugets", "L Æ G E L A U G", "læge laugskontingent"]


@pytest.mark.parametrize("written", MEDIBOX)
def test_medibox_is_found_as_written(written):
    assert find_word(f"Faktura fra {written}, maj 2026", "Medibox") == written


@pytest.mark.parametrize("written", GUILD)
def test_the_guild_is_found_as_written(written):
    assert find_word(f"Vores {written} i maj", "lægelaug") == written


@pytest.mark.parametrize(
    ("text", "found"),
    [("www.medibox.dk", "medibox"), ("faktura@medibox.dk", "medibox"), ("UDEN MEDIBOX!", "MEDIBOX")],
)
def test_only_the_words_themselves_are_shown(text, found):
    assert find_word(text, "Medibox") == found


@pytest.mark.parametrize("term", ["Medibox", "lægelaug"])
def test_ordinary_words_are_let_be(term):
    assert [text for text in ORDINARY_TEXTS if find_word(text, term)] == []


def test_a_short_term_is_found_only_as_a_word_of_its_own():
    assert find_word("Et fad vin", "vin") == "vin"
    assert find_word("Vinens pris", "vin") == "Vinens"
    assert find_word("Vinter i Vinderup, van og vink", "vin") == ""
    assert find_word("Prøver", "prøve") == "Prøver" and find_word("Provy", "prøve") == ""


def test_a_term_of_several_words_is_found_together_and_apart():
    for written in ("Prøve og Kur", "prøveogkur", "PRØVE-OG-KUR"):
        assert find_word(f"Til {written} i dag", "Prøve og kur") == written


def test_a_term_without_letters_finds_nothing():
    assert find_word("Alt 22 her", "22") == find_word("", "Medibox") == ""


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("medibox", "medibox", True),
        ("medibo", "medibox", True),
        ("xmedibox", "medibox", True),
        ("mebidox", "medibox", False),
        ("meidbox", "medibox", True),
        ("medibxo", "medibox", True),
        ("mediboxes", "medibox", False),
    ],
)
def test_one_slip(one, other, apart):
    assert is_one_slip_apart(one, other) is is_one_slip_apart(other, one) is apart


@pytest.mark.parametrize("term", ["Medibox", "lægelaug", "Comwell", "abonnement"])
def test_the_quick_look_misses_no_typing_error(term):
    """Every one of them: a letter left out, put in, changed, and two swapped."""
    word = term.casefold()
    places = range(len(word) + 1)
    slips = {word[:at] + word[at + 1 :] for at in places}
    slips |= {word[:at] + letter + word[at:] for at in places for letter in "aeikosxz"}
    slips |= {word[:at] + letter + word[at + 1 :] for at in places for letter in "aeikosxz"}
    slips |= {word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :] for at in places}
    near = [slip for slip in slips if is_one_slip_apart(respelled(folded(slip)), sought(term).letters)]
    assert len(near) > 50
    assert [slip for slip in near if not may_hold(slip, term)] == []


def test_thousands_of_texts_are_searched_in_a_moment():
    texts = [
        f"Middag på Prøveby Kro den {number}. maj for lægerne, medicin og kaffe" for number in range(2_000)
    ]
    start = time.process_time()
    assert not any(find_word(text, term) for text in texts for term in ("Medibox", "lægelaug"))
    assert time.process_time() - start < 2
