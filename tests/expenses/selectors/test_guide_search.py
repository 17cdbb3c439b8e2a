import datetime as dt

import pytest
from django.utils import timezone

from expenses.actions.publish_answer import publish_answer, withdraw_answer
from expenses.actions.write_answer import write_answer
from expenses.models import Section
from expenses.selectors.guide import guide_on
from expenses.selectors.guide_search import search
from tests.people import make_people

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def asked(question, day=None):
    return search(question, guide_on(day or TODAY))


def anchors(question):
    return [hit.anchor for hit in asked(question).sections]


def said(pieces):
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Må vi købe vin til middagen?", "forplejning"),
        ("medibox", "medibox"),
        ("medibx", "medibox"),
        ("mediboks abonnement", "medibox"),
        ("taxaregning", "transport"),
        ("taxi", "transport"),
        ("overnatte på hotel", "internater"),
        ("projektor", "hardware"),
        ("gaver", "oplaegsholdere-og-gaver"),
        ("Hvornår kommer min lønseddel", "loenseddel"),
        ("internat i udlandet", "internater"),
        ("scandic", "rabatordninger"),
        ("drikkevarer", "forplejning"),
    ],
)
def test_what_people_ask_leads_to_its_section(question, first):
    assert first in anchors(question)[:2]


def test_the_matching_sentence_is_shown_with_its_words_marked():
    hit = asked("projektoren").sections[0]
    assert said(hit.title) == "Køb af IT – Hardware"
    assert said(hit.excerpt) == (
        "Kun udstyr, der er købt til klyngens arbejde, for eksempel en bærbar til koordinatoren eller en "
        "[projektor] til møderne."
    )


def test_a_limit_named_is_told():
    assert [limit.key.name for limit in asked("Hvad må frokosten koste?").amounts] == ["LUNCH"]
    assert [limit.key.name for limit in asked("Vin til middagen?").amounts] == ["DINNER"]
    assert asked("Må vi købe en projektor?").amounts == ()


def test_what_is_not_there_finds_nothing_and_a_mended_word_is_told(django_assert_num_queries):
    guide = guide_on(TODAY)
    with django_assert_num_queries(1):
        assert not search("Må vi købe en elefant?", guide)
    with django_assert_num_queries(2):
        assert search("medibx", guide).mended == (("medibx", "medibox"),)
    with django_assert_num_queries(0):
        assert not search("?!", guide)


def test_words_of_the_language_alone_find_nothing():
    assert not asked("hvad er det")


def test_it_searches_the_text_of_the_day():
    tomorrow = TODAY + dt.timedelta(days=1)
    Section.objects.filter(slug="hardware").update(valid_to=TODAY)
    Section.objects.create(
        slug="hardware",
        title="Udstyr",
        says="Kun elefanter.",
        guide="Prøve",
        position=18,
        valid_from=tomorrow,
    )
    assert [hit.anchor for hit in asked("elefanter", tomorrow).sections] == ["hardware"]
    assert not asked("elefanter")


def test_published_answers_are_found_beside_and_drafts_are_not():
    sara = make_people().sara
    draft = write_answer(
        question="Må vi leje en elefant?", answer="Nej. Heller ikke en lille.", section="formaal", by=sara
    )
    assert not asked("elefanten")
    publish_answer(draft, by=sara)
    (hit,) = asked("elefanten").answers
    assert (hit.pk, said(hit.title), said(hit.excerpt)) == (
        draft.pk,
        "Må vi leje en [elefant]?",
        "Nej. Heller ikke en lille.",
    )
    withdraw_answer(draft, by=sara)
    assert not asked("elefanten")
