"""The letters that reach the bank."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.payment_files.letters import LATIN, bank_text, says_something

DANISH = "æøåÆØÅ"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Ærø Å", "Ærø Å"),
        ("Bang & Søn", "Bang + Søn"),
        ("A\u030arhus", "Århus"),
        ("José Müller-Łukasz", "Jose Muller-Lukasz"),
        ("“Huset” – nr. 5…", "'Huset' - nr. 5..."),
        ("a\r\n\tb\u00a0c", "a b c"),
        ("<b>[1]{2}", "(b)(1)(2)"),
        ("½ €100 ☺", ". .100 ."),
        ("ﬁn", "fin"),
    ],
)
def test_letters_by_the_rule(text, sent):
    assert bank_text(text, DANISH) == sent


def test_a_bank_without_danish_letters_gets_them_spelled():
    assert bank_text("Ærø Åse bøf på å", "") == "Aeroe Aase boef paa aa"


def test_a_name_of_marks_alone_says_nothing():
    assert not says_something(bank_text("李 …", DANISH))
    assert says_something("1")


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_nothing_else_gets_through(text):
    sent = bank_text(text, DANISH)
    assert set(sent) <= LATIN | set(DANISH)
    assert bank_text(sent, DANISH) == sent
