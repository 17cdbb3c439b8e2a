"""A fake bank in the test's own folder, and the two ways to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.far_end import FarEnd, far_end


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[FarEnd]:
    from klyngeokonomi.integrations.bank.fake.bank import FakeBank

    with far_end(FakeBank(tmp_path / "bank", tmp_path / "fake_bank"), "banken") as end:
        yield end
