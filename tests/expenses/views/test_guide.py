import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.models import User
from expenses.actions.publish_answer import publish_answer
from expenses.actions.write_answer import write_answer
from expenses.enums import RateKey
from expenses.models import Rate, Section
from expenses.policy.headings import HEADINGS
from klyngeokonomi.money import kr
from tests.people import make_people

pytestmark = pytest.mark.django_db
URL = "/vejledning/"
ONE = dt.timedelta(days=1)
GUIDE_QUERIES = 5


@pytest.fixture
def mette(client):
    client.force_login(make_people().mette)
    return client


def page(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_address(mette):
    assert reverse("expenses:guide") == URL


def test_it_asks_for_sign_in(client):
    assert client.get(URL).status_code == 302


def test_every_heading_has_its_anchor(mette):
    shown = page(mette)
    for heading in HEADINGS:
        assert f'id="{heading.slug}"' in shown
        assert f'href="#{heading.slug}"' in shown


def test_it_shows_the_amounts_of_the_day_asked_for(mette):
    year = timezone.localdate().year
    Rate.objects.filter(key=RateKey.DINNER).update(valid_to=dt.date(year, 12, 31))
    Rate.objects.create(
        key=RateKey.DINNER, amount=kr("912.50"), valid_from=dt.date(year + 1, 1, 1), source="Prøve"
    )
    before, after = page(mette, dato=f"{year}-12-31"), page(mette, dato=f"01.01.{year + 1}")
    assert "800,00\u00a0kr." in before
    assert "912,50" not in before
    assert "912,50\u00a0kr." in after
    assert "800,00" not in after
    assert f"1. januar {year + 1}" in after


def test_a_day_before_the_first_amount_says_so(mette):
    assert "Ingen beløb gælder den dag" in page(mette, dato="2023-03-31")


@pytest.mark.parametrize("typed", ["31.02.2026", "i går", "99999-01-01"])
def test_what_is_no_day_gets_a_sentence_and_todays_amounts(mette, typed):
    shown = page(mette, dato=typed)
    assert "Skriv en dato" in shown
    assert 'href="#id_dato"' in shown
    assert "800,00\u00a0kr." in shown


def test_a_section_that_has_ended_keeps_its_anchor_and_says_so(mette):
    today = timezone.localdate()
    Section.objects.filter(slug="medibox").update(valid_to=today)
    after = page(mette, dato=f"{today + ONE:%Y-%m-%d}")
    assert "Gælder ikke" in after
    assert 'id="medibox"' in after
    assert 'href="#medibox"' in page(mette).split("Ord, der bliver bemærket")[0]
    assert "Gjaldt til og med" in after
    assert "Gælder ikke" not in page(mette)


def test_on_a_day_before_the_first_guide_every_link_still_lands(mette):
    shown = page(mette, dato="2020-01-01")
    assert all(f'id="{heading.slug}"' in shown for heading in HEADINGS)
    assert "Gælder først fra lørdag 1. april 2023." in shown


def test_a_changed_section_is_worded_as_on_the_day_and_names_its_guide(mette):
    today = timezone.localdate()
    Section.objects.filter(slug="medibox").update(valid_to=today)
    Section.objects.create(
        slug="medibox",
        title="Medibox og lignende",
        says="Heller ikke det, der ligner.",
        guide="Januar 2031",
        position=14,
        valid_from=today + ONE,
    )
    after = page(mette, dato=f"{today + ONE:%Y-%m-%d}")
    assert "PLO's vejledning fra april 2026 og januar 2031" in after.replace("&#x27;", "'")
    assert "Medibox og lignende" in after
    assert "Vejledningen fra januar 2031" in after
    assert "Du ser vejledningen for" in after
    assert "Medibox og lignende" not in page(mette)


def test_the_words_of_the_day_are_shown(mette):
    assert "kan fra 2026 ikke betales med klyngens penge" in page(mette)
    assert '<th scope="row" data-title="Ord">Medibox' not in page(mette, dato="2025-06-01")


def test_a_question_is_answered_without_script_and_as_a_part(mette):
    shown = page(mette, soeg="medibx")
    assert "<mark>Medibox</mark> kan ikke betales med klyngemidler" in shown
    assert "Der står intet om »medibx«; her er »medibox«. Fundet: 1\u00a0afsnit." in shown
    assert 'value="medibx"' in shown
    response = mette.get(URL, {"soeg": "medibox", "dato": "2026-05-12"}, headers={"HX-Request": "true"})
    part = response.content.decode()
    assert "<html" not in part
    assert 'hx-swap-oob="innerHTML:#antal"' in part
    assert response["Vary"].count("HX-Request") == 1


def test_an_empty_answer_says_whom_to_ask(mette):
    shown = page(mette, soeg="Må vi købe en elefant?")
    assert "Det står der ikke noget om" in shown
    assert "Intet fundet." in shown
    assert "spørg PLO's klyngesekretariat, før pengene er brugt" in shown.replace("&#x27;", "'")


def test_a_cpr_number_is_not_asked_about(mette):
    shown = page(mette, soeg="må 010190-1234 få honorar")
    assert "Skriv ikke CPR-numre her" in shown


def test_answers_stand_under_their_section_at_the_same_cost(mette, django_assert_num_queries):
    page(mette)
    sara = User.objects.get(person__name__startswith="Sara")
    for count in (1, 2):
        for number in range(count):
            draft = write_answer(
                question=f"Prøve {count}{number}?", answer="<b>Nej.</b>", section="medibox", by=sara
            )
            publish_answer(draft, by=sara)
        with django_assert_num_queries(GUIDE_QUERIES):
            shown = page(mette)
    assert shown.count("Svar fra PLO's klyngesekretariat,") == 3
    assert "&lt;b&gt;Nej.&lt;/b&gt;" in shown


def test_it_is_only_read(mette):
    assert mette.post(URL).status_code == 405
