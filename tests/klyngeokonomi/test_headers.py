"""The header walk: every kind of response carries the whole table."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

TABLE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cache-Control": "no-store",
}
POLICY = "default-src 'none'"


@pytest.fixture
def visitor(settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.klyngeokonomi.probe_urls"
    return Client(raise_request_exception=False)


@pytest.mark.case("T111")
@pytest.mark.parametrize(
    "path", ["/", "/400/", "/403/", "/404/", "/409/", "/500/", "/503/", "/findes-ikke/", "/egen"]
)
def test_table_is_on_every_response(visitor: Client, path: str) -> None:
    headers = visitor.get(path).headers
    assert {name: headers.get(name) for name in TABLE} == TABLE
    assert POLICY in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.case("T111")
def test_table_is_on_a_refused_host_and_a_redirect_to_https(visitor: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    for client_headers, status in [({"host": "ond.example"}, 400), ({}, 301)]:
        response = Client().get("/", headers=client_headers)
        assert response.status_code == status
        assert {name: response.headers.get(name) for name in TABLE} == TABLE
        assert POLICY in response.headers["Content-Security-Policy"]


def test_view_that_says_otherwise_is_left_alone(visitor: Client) -> None:
    headers = visitor.get("/egen/").headers
    assert headers["Cache-Control"] == "private, max-age=60"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.case("T111")
def test_static_file_may_be_kept_and_has_the_rest(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.klyngeokonomi.probe_urls"
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    assert finders.find("css/ko.css")
    response = Client().get("/static/css/ko.css")
    assert response.status_code == 200
    response.close()
    expected = {name: value for name, value in TABLE.items() if name != "Cache-Control"}
    assert {name: response.headers.get(name) for name in expected} == expected
    assert POLICY in response.headers["Content-Security-Policy"]
    assert "no-store" not in response.headers["Cache-Control"]
