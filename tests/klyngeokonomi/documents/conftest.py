"""One who uploads, and a paper received and read in one go."""

from collections.abc import Callable

import pytest

from clusters.models import User
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.reading import read
from klyngeokonomi.documents.receive import receive
from tests.factories.papers import upload
from tests.people import person_with_account

TakeIn = Callable[..., Document]


@pytest.fixture
def mette(db: None) -> User:
    return person_with_account("Mette", "Prøve")


@pytest.fixture
def take_in(mette: User) -> TakeIn:
    """take_in(content, name): the paper after the child has had it."""

    def take_in(content: bytes, name: str = "fil") -> Document:
        document = receive(upload(content, name), by=mette)
        read(document.pk)
        document.refresh_from_db()
        return document

    return take_in
