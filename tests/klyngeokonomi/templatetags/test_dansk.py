"""Danish words for figures, days and ages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template

from klyngeokonomi.templatetags import dansk

NOON = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
"""12.00 in Copenhagen, a Tuesday."""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Decimal("1234.5"), "1.234,50\u00a0kr."),
        (Decimal("0"), "0,00\u00a0kr."),
        (Decimal("-0.01"), "−0,01\u00a0kr."),
        (None, ""),
        ("", ""),
    ],
)
def test_an_amount_is_written_in_danish_and_never_breaks_over_a_line(amount, words):
    assert dansk.kroner(amount) == words


def test_a_day_is_written_out_with_its_weekday():
    assert dansk.dato(date(2026, 5, 12)) == "tirsdag 12. maj 2026"
    assert dansk.dato_kort(date(2026, 5, 12)) == "12. maj 2026"
    assert dansk.kortdato(date(2026, 5, 12)) == "12.05.26"
    assert dansk.stort(dansk.dato(date(2026, 5, 12))) == "Tirsdag 12. maj 2026"


def test_a_moment_belongs_to_the_day_it_is_in_copenhagen():
    just_past_midnight = datetime(2026, 5, 11, 22, 30, tzinfo=UTC)
    assert dansk.kortdato(just_past_midnight) == "12.05.26"
    assert dansk.klokkeslet(just_past_midnight) == "00.30"


@pytest.mark.parametrize("name", ["dato", "dato_kort", "kortdato", "klokkeslet", "siden", "venter"])
def test_what_is_not_known_is_not_written(name):
    assert getattr(dansk, name)(None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 12), "i dag"),
        (date(2026, 5, 11), "i går"),
        (date(2026, 5, 10), "for 2 dage siden"),
        (date(2026, 4, 22), "for 20 dage siden"),
        (date(2026, 4, 21), "for 3 uger siden"),
        (date(2026, 3, 14), "for 8 uger siden"),
        (date(2026, 3, 13), "13. marts 2026"),
        (date(2026, 5, 13), "onsdag 13. maj 2026"),
    ],
)
def test_how_long_ago(day, words):
    with time_machine.travel(NOON, tick=False):
        assert dansk.siden(day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 12), "kom i dag"),
        (date(2026, 5, 11), "venter 1\u00a0dag"),
        (date(2026, 5, 8), "venter 4\u00a0dage"),
    ],
)
def test_how_long_something_has_waited(day, words):
    with time_machine.travel(NOON, tick=False):
        assert dansk.venter(day) == words


def test_age_is_counted_in_days_of_copenhagen_and_not_in_hours():
    late_last_night = datetime(2026, 5, 11, 21, 59, tzinfo=UTC)
    just_after_midnight = datetime(2026, 5, 11, 22, 1, tzinfo=UTC)
    with time_machine.travel(just_after_midnight, tick=False):
        assert dansk.siden(late_last_night) == "i går"


def test_a_number_has_its_noun_in_singular_and_plural():
    assert dansk.antal(1, "dag,dage") == "1\u00a0dag"
    assert dansk.antal(0, "dag,dage") == "0\u00a0dage"
    assert dansk.antal(1234, "bilag,bilag") == "1.234\u00a0bilag"


def test_the_filters_are_there_without_being_loaded_and_django_itself_writes_danish():
    template = Template("{{ amount|kroner }} {{ day }} {{ share|floatformat:2 }}")
    page = template.render(
        Context({"amount": Decimal("5"), "day": date(2026, 5, 12), "share": Decimal("1.5")})
    )
    assert page == "5,00\u00a0kr. 12. maj 2026 1,50"
