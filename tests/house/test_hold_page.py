"""The page of what the product withstands is fresh, and says of every case either how it is proven or why not."""

import pytest

from tests.hold.catalogue import CASES
from tests.hold.page import TARGET, Claims, claims, document, is_covered


@pytest.fixture(scope="module")
def found() -> Claims:
    return claims()


def test_the_committed_page_is_fresh():
    assert TARGET.read_text(encoding="utf-8") == document(), "run: python -m tests.hold.page"


def test_every_claim_names_a_case_of_the_catalogue(found):
    assert set(found["case"]) | set(found["twin"]) <= set(CASES)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_is_proven_with_a_twin_or_stands_open_with_its_reason(case, found):
    covered = is_covered(case, found)
    assert covered is not bool(case.open), f"{case.number}: covered={covered}, open={case.open!r}"
