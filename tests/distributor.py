"""A fake distributor of digital post in the test's own folder, and the two ways to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.far_end import FarEnd, far_end


@pytest.fixture
def distributor(tmp_path: Path) -> Iterator[FarEnd]:
    from klyngeokonomi.integrations.digital_post.fake.distributor import FakeDistributor

    with far_end(FakeDistributor(tmp_path / "post", tmp_path / "fake_post"), "distributøren") as end:
        yield end
