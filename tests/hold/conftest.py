"""The delivery of the drills, stood up once for each module that asks for it."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from klyngeokonomi.celery import app
from tests.hold.delivery import Delivery, standing
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
    standing_delivery.make_well()
    listen_to(before)
