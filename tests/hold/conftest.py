"""What the scenarios across rooms share: the delivery of the drills, and papers read at once."""

import shutil
from collections.abc import Container, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.template.backends.django import Template

from klyngeokonomi.celery import app
from tests.hold.delivery import Delivery, standing
from tests.hold.quick_papers import read_quickly
from tests.services import listen_to


@pytest.fixture(scope="module")
def standing_delivery(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Delivery]:
    """All processes, up once; `delivery` is the fixture to ask for."""
    folder = tmp_path_factory.mktemp("delivery")
    with django_db_blocker.unblock(), standing(folder) as delivery:
        yield delivery


@pytest.fixture
def delivery(
    standing_delivery: Delivery, transactional_db: None, settings: Any, paper_store: None
) -> Iterator[Delivery]:
    """The processes, well, and this process's kicks led to their broker."""
    before = app.conf.broker_url
    settings.CELERY_BROKER_URL = standing_delivery.broker.url
    settings.DOCUMENT_ROOT = standing_delivery.environment["DOCUMENT_ROOT"]
    shutil.rmtree(settings.DOCUMENT_ROOT, ignore_errors=True)
    standing_delivery.make_well()
    listen_to(standing_delivery.broker.url)
    yield standing_delivery
    standing_delivery.go_on()
    listen_to(before)


@pytest.fixture
def quick_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are read at once (quick_papers.py)."""
    read_quickly(monkeypatch)


SAYS_NO = {"400.html", "403.html", "403_csrf.html", "404.html"}


def draw_once(patch: pytest.MonkeyPatch, names: Container[str] | None = None) -> None:
    """A page (of these templates, or any) is drawn for the first who gets it, and is empty for all others.

    A page that says no is the same wherever one stands.
    """
    drawn: set[tuple[str, str]] = set()
    whole = Template.render

    def draw(template: Template, context: Any = None, request: HttpRequest | None = None) -> str:
        name = template.template.name
        if request is None or request.resolver_match is None or (names is not None and name not in names):
            return whole(template, context, request)
        page = (name, "" if name in SAYS_NO else request.resolver_match.view_name)
        if page in drawn:
            return ""
        drawn.add(page)
        return whole(template, context, request)

    patch.setattr(Template, "render", draw)


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page's status says enough to all but the first who gets it, and drawing is what costs."""
    draw_once(monkeypatch)


@pytest.fixture
def not_found_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands on the page that says 404 is not looked at."""
    draw_once(monkeypatch, ("404.html",))


@pytest.fixture
def no_second_factor(settings: Any) -> None:
    """The secretariat's pages open to a forced sign-in."""
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
