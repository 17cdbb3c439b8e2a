"""The same picture keeps its look; another picture, and a blank page, do not share it."""

import random
from itertools import combinations

import pytest
from PIL import Image, ImageDraw

from klyngeokonomi.documents.child.look import look_of
from tests.factories.papers import photo


def apart(one: int, other: int) -> int:
    return ((one ^ other) & (2**64 - 1)).bit_count()


@pytest.mark.parametrize("seed", range(5))
def test_the_same_picture_in_another_size_and_quality_looks_the_same(seed):
    first = photo(seed)
    for size, quality in (((300, 400), 90), ((700, 933), 40), ((1500, 2000), 75)):
        again = photo(seed, size=size, quality=quality)
        assert apart(look_of(first), look_of(again)) <= 4


def test_other_pictures_look_different():
    looks = [look_of(photo(seed)) for seed in range(20)]
    assert min(apart(one, other) for one, other in combinations(looks, 2)) > 8
    assert all(-(2**63) <= look < 2**63 for look in looks)


@pytest.mark.parametrize("shade", ["white", "black", (120, 130, 140)])
def test_a_flat_picture_has_no_look(shade):
    assert look_of(Image.new("RGB", (600, 800), shade)) is None


def test_a_blank_page_with_a_few_words_has_no_look():
    page = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(page).text((60, 60), "Kvittering 12. maj 2026", fill="black")
    assert look_of(page) is None


def test_grain_does_not_give_a_blank_page_a_look():
    grain = random.Random(1)
    page = Image.frombytes("L", (300, 400), bytes(grain.randint(236, 255) for _ in range(300 * 400)))
    assert look_of(page) is None
