"""The top of every page: each person sees the rooms they have use of, and where they are."""

import re

import pytest
from django.test import RequestFactory

from klyngeokonomi.navigation import navigation
from tests.people import make_people


@pytest.fixture
def people(db):
    return make_people()


def rooms(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return navigation(request)["navigation"]


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        (
            "mette",
            {"Forside", "Nyt bilag", "Bilag", "Møder", "Konto", "Medlemmer"},
            {"Godkend", "Sekretariat"},
        ),
        ("karen", {"Nyt bilag", "Godkend"}, {"Sekretariat"}),
        ("bo", {"Nyt bilag", "Godkend"}, {"Sekretariat"}),
        ("sara", {"Sekretariat"}, {"Nyt bilag", "Bilag", "Møder", "Konto", "Godkend"}),
        ("rikke", {"Sekretariat"}, {"Nyt bilag", "Godkend"}),
        ("ove", {"Forside"}, {"Nyt bilag", "Bilag", "Møder", "Konto", "Godkend", "Sekretariat"}),
    ],
)
def test_a_room_is_shown_to_those_who_have_use_of_it(people, name, shown, hidden):
    labels = {entry["label"] for entry in rooms(getattr(people, name))["entries"]}
    assert labels >= shown
    assert labels & hidden == set()


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/", "Forside"),
        ("/bilag/", "Bilag"),
        ("/bilag/7/", "Bilag"),
        ("/bilag/nyt/", "Nyt bilag"),
        ("/konto/en-klynge/", "Konto"),
        ("/vejledning/", None),
    ],
)
def test_one_room_at_most_is_the_current_one(people, path, label):
    current = [entry["label"] for entry in rooms(people.mette, path)["entries"] if entry["current"]]
    assert current == ([label] if label else [])


def test_nothing_is_looked_up_before_a_template_asks(people, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = people.mette
    with django_assert_num_queries(0):
        asked = navigation(request)
    with django_assert_num_queries(1):
        assert asked["navigation"]["cluster"] == "Klynge Prøveby"


def test_the_page_says_where_one_is_to_those_who_cannot_see_the_line_under_it(client, people):
    client.force_login(people.mette)
    page = client.get("/").content.decode()
    assert re.search(r'<a href="/" aria-current="page">Forside</a>', page)
    assert page.count("aria-current") == 1
    assert "Klynge Prøveby" in page


def test_logged_out_there_are_no_rooms_but_there_is_help(client, db, settings):
    page = client.get("/adgang/").content.decode()
    assert "Hovedmenu" not in page
    assert settings.PLO_EMAIL in page
