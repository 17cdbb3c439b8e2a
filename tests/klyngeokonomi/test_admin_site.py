"""Who the admin lets in, and what it leaves to the product's own sign-in."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_role_opens_the_admin_and_the_staff_flag_does_not(settings: Settings) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    assert people.sara.is_staff is False
    people.karen.is_staff = True
    people.karen.save()
    client = Client()
    for user, status in [(people.sara, 200), (people.rikke, 200), (people.karen, 404), (people.frede, 404)]:
        client.force_login(user)
        assert client.get("/plo/").status_code == status


def test_password_is_changed_where_it_is_asked_for_anew(settings: Settings) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    client = Client()
    client.force_login(make_people().sara)
    response = client.get(reverse("admin:password_change"))
    assert (response.status_code, response.url) == (302, reverse("account_change_password"))
