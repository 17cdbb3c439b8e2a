"""What is collected for production: nothing missing, nothing superfluous, and light on the wire."""

import re
from io import StringIO

import brotli
import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.people import make_people

pytestmark = pytest.mark.xdist_group("collected")  # collected by one test process alone
BUDGET = 150_000
"""Bytes over the wire on the first visit, fonts apart."""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Everything collected as in production, once; its folder."""
    folder = tmp_path_factory.mktemp("static")
    stores = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "klyngeokonomi.static_storage.Storage"},
    }
    with override_settings(STATIC_ROOT=folder, STORAGES=stores, WHITENOISE_USE_FINDERS=False):
        call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())
        yield folder


def test_every_file_that_a_style_sheet_names_is_there_under_its_hashed_name(collected):
    sheets = [*collected.glob("css/*.css"), *collected.glob("dkfds/css/*.css")]
    assert {sheet.name.split(".")[0] for sheet in sheets} >= {"ko", "parts", "work", "admin", "dkfds"}
    for sheet in sheets:
        for name in re.findall(r"url\([\"']?([^)\"'#?]+)", sheet.read_text()):
            if not name.startswith(("data:", "asset:")):  # the latter are for papers, and read by their maker
                assert (sheet.parent / name).exists(), f"{sheet.name}: {name}"


def test_sources_maps_other_themes_and_test_tools_are_left_out(collected):
    names = [str(path.relative_to(collected)) for path in collected.rglob("*") if path.is_file()]
    assert len(names) > 100
    unwanted = re.compile(r"\.map|\.scss|virkdk|borgerdk|axe|node_modules|dkfds.*\.js")
    assert [name for name in names if unwanted.search(name)] == []


def test_no_style_sheet_tells_one_phone_from_another(collected):
    """What looks right at 320 px is laid out the same at 390: tests/browser look at the one alone."""
    for sheet in [*collected.glob("css/*.css"), *collected.glob("dkfds/css/dkfds.min.*css")]:
        limits = [int(px) for px in re.findall(r"(?:min|max)-width:\s*(\d+)px\s*\)", sheet.read_text())]
        assert [px for px in limits if 320 <= px < 500] == [], sheet.name


@pytest.mark.django_db
def test_the_front_page_keeps_the_budget_and_asks_no_other_host(collected, client):
    client.force_login(make_people().karen)
    page = client.get("/").content
    names = set(re.findall(rb'(?:href|src)="/static/([^"#]+)', page))
    assert len(names) > 5
    weight = len(page)
    for name in names:
        weight += len(brotli.compress((collected / name.decode()).read_bytes()))
    assert weight < BUDGET
    assert re.findall(rb'(?:href|src)="(?:https?:)?//', page) == []
