"""What is taken for a CPR number in running text, and what is not."""

import pytest

from klyngeokonomi.danish.cpr_in_text import MASK, holds_cpr, mask_cpr


@pytest.mark.parametrize(
    "text",
    ["010203-0405", "Nr. 0102030405.", "311299 1234", "610203-0405", "(911299–1234)", "010203\u20110405"],
)
def test_found(text: str) -> None:
    assert holds_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "321203-0405",  # no day 32
        "011303-0405",  # no month 13
        "601203-0405",  # a test number's days begin at 61
        "10102030405",  # eleven digits
        "01020304",
        "35 44 10 82",
        "2026-0102031234",
        "c0102030405f",
        "kr. 1.234,50",
    ],
)
def test_not_found(text: str) -> None:
    assert not holds_cpr(text)


def test_mask_leaves_the_rest() -> None:
    assert mask_cpr("Fra 010203-0405 til 6102030405!") == f"Fra {MASK} til {MASK}!"
