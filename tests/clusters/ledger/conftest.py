"""What the tests of the ledger share."""

import threading
from collections.abc import Callable

import pytest


@pytest.fixture
def together() -> Callable[[], object]:
    """Four threads wait here for each other, and go on alone when somebody never comes."""
    return threading.Barrier(4, timeout=5).wait
