"""What the tests of this floor share."""

import pytest

from tests.people import People, make_people


@pytest.fixture
def people(db) -> People:
    return make_people()


@pytest.fixture
def part_of():
    """Whether a fragment's lines all stand, in order, in the whole page."""

    def check(part: str, whole: str) -> bool:
        wanted = [
            line.strip() for line in part.splitlines() if line.strip() and "csrfmiddlewaretoken" not in line
        ]
        lines = iter(line.strip() for line in whole.splitlines())
        return bool(wanted) and all(any(line == one for line in lines) for one in wanted)

    return check
