"""The ground of the drills, stood up once for each module that asks for it."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from klyngeokonomi.celery import app
from tests.hold.delivery import Ground, standing
from tests.services import listen_to


@pytest.fixture(scope="module")
def standing_ground(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """All processes, up once; `ground` is the fixture to ask for."""
    folder = tmp_path_factory.mktemp("ground")
    with django_db_blocker.unblock(), standing(folder) as ground:
        yield ground


@pytest.fixture
def ground(
    standing_ground: Ground, transactional_db: None, settings: Any, paper_store: None
) -> Iterator[Ground]:
    """The processes, well, and this process's kicks led to their broker."""
    before = app.conf.broker_url
    settings.CELERY_BROKER_URL = standing_ground.broker.url
    settings.DOCUMENT_ROOT = standing_ground.environment["DOCUMENT_ROOT"]
    shutil.rmtree(settings.DOCUMENT_ROOT, ignore_errors=True)
    standing_ground.make_well()
    listen_to(standing_ground.broker.url)
    yield standing_ground
    standing_ground.make_well()
    listen_to(before)
