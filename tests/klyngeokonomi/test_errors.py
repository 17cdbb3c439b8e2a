"""Each error is a Danish page with a way on; none of them needs the database, and none tells what broke."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from klyngeokonomi import errors

SHOWN = "Du kan ikke godkende &lt;dit&gt; eget bilag."


@pytest.fixture
def visitor(settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.klyngeokonomi.probe_urls"
    return Client(raise_request_exception=False)


@pytest.mark.case("T113")
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/400/", 400, "Vi kunne ikke læse det, din browser sendte"),
        ("/403/", 403, SHOWN),
        ("/403-tom/", 403, "Siden eller handlingen er for andre end dig."),
        ("/404/", 404, "Siden findes ikke"),
        ("/findes-ikke/", 404, "Siden findes ikke"),
        ("/409/", 409, SHOWN),
        ("/500/", 500, "Noget gik galt hos os"),
        ("/503/", 503, "Der er travlt lige nu"),
    ],
)
def test_page_says_what_happened(visitor: Client, path: str, status: int, words: str) -> None:
    response = visitor.get(path)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert '<html lang="da">' in page
    assert 'href="/"' in page
    assert "hemmelig" not in page
    assert "Traceback" not in page


@pytest.mark.twin("T113")
def test_a_page_for_developers_tells_everything(visitor: Client, settings: Settings) -> None:
    settings.DEBUG = True
    page = visitor.get("/500/").content.decode()
    assert "hemmelig" in page
    assert "Traceback" in page


@pytest.mark.parametrize(("path", "status"), [("/403/", 403), ("/409/", 409)])
def test_htmx_gets_the_sentence_alone(visitor: Client, path: str, status: int) -> None:
    response = visitor.get(path, headers={"HX-Request": "true"})
    part = response.content.decode()
    assert response.status_code == status
    assert SHOWN in part
    assert "<html" not in part
    boosted = visitor.get(path, headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert "<html" in boosted.content.decode()


def test_wrong_host_is_a_page_too(visitor: Client) -> None:
    response = visitor.get("/", headers={"host": "ond.example"})
    assert response.status_code == 400
    assert "Vi kunne ikke læse det, din browser sendte" in response.content.decode()


def test_busy_page_says_when_to_come_again(visitor: Client) -> None:
    assert visitor.get("/503/").headers["Retry-After"] == "5"


def test_form_without_its_token_is_told_what_to_do(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.klyngeokonomi.probe_urls"
    response = Client(enforce_csrf_checks=True).post("/")
    assert response.status_code == 403
    assert "Siden har været åben for længe" in response.content.decode()


def test_error_without_a_database_is_still_a_page(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """No django_db mark: any query in the page raises."""
    assert "Noget gik galt hos os" in visitor.get("/500/").content.decode()


@pytest.mark.django_db
def test_signed_in_page_falls_back_when_the_person_cannot_be_read(visitor: Client) -> None:
    visitor.cookies["sessionid"] = "a" * 32

    def broken(*_: object) -> None:
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(broken):
        response = visitor.get("/403/")
    assert response.status_code in (403, 503)
    assert '<html lang="da">' in response.content.decode()


def test_template_that_breaks_leaves_plain_lines(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ValueError("a broken template")

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = visitor.get("/500/")
    assert response.status_code == 500
    assert "<h1>Noget gik galt hos os</h1><p>Prøv igen om et øjeblik.</p>" in response.content.decode()
