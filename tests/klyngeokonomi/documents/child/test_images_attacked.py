"""Each guard of the picture reader with its sabotage: what is held off comes in when the guard is taken away."""

import io
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from klyngeokonomi.documents import reading, storage
from klyngeokonomi.documents.child import images
from klyngeokonomi.documents.child.report import Problem
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.run_child import Outcome
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.child.in_process import read_here
from tests.klyngeokonomi.documents.conftest import TakeIn

JPEG, PNG = "image/jpeg", "image/png"
RARE = ("TIFF", "GIF", "BMP", "ICNS", "PCX", "TGA", "WEBP", "DDS", "SGI")


def in_form(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, form)
    return out.getvalue()


def photoshop() -> bytes:
    """The smallest PSD that can be opened: one white pixel in RGB, by its header."""
    head = b"8BPS\x00\x01" + bytes(6) + b"\x00\x03" + b"\x00\x00\x00\x01" * 2 + b"\x00\x08\x00\x03"
    return head + bytes(12) + b"\x00\x00" + b"\xff" * 3


def opened_as_jpeg() -> list[str]:
    """The rare formats whose decoder was let at a file that is called a JPEG."""
    files = {form: in_form(form) for form in RARE} | {"PSD": photoshop()}
    return [form for form, content in files.items() if read_here(content, JPEG).drawn]


@pytest.mark.case("T063")
def test_no_decoder_but_the_kinds_own_is_tried() -> None:
    assert opened_as_jpeg() == []
    assert read_here(in_form("EPS"), JPEG).problem == Problem.DAMAGED


@pytest.mark.twin("T063")
def test_without_the_list_of_decoders_every_rare_format_is_opened(monkeypatch) -> None:
    monkeypatch.setattr(images, "FORMATS", {JPEG: None})
    assert len(opened_as_jpeg()) >= 8


def a_row_too_many() -> bytes:
    """Above our limit and below twice of it, where Pillow only warns."""
    return corpus.png_of_one_colour(2_000, 501)


@pytest.mark.case("T061")
def test_a_warning_of_too_many_pixels_is_a_refusal() -> None:
    assert read_here(corpus.png_of_one_colour(2_000, 500), PNG, max_pixels=1_000_000).drawn == 1
    assert read_here(a_row_too_many(), PNG, max_pixels=1_000_000).problem == Problem.TOO_MANY_PIXELS


@pytest.mark.twin("T061")
def test_a_warning_that_is_only_a_warning_lets_the_flood_in(monkeypatch) -> None:
    monkeypatch.setattr(warnings, "simplefilter", lambda *_, **__: warnings.filterwarnings("ignore"))
    assert read_here(a_row_too_many(), PNG, max_pixels=1_000_000).drawn == 1


def cut_off() -> list[bytes]:
    return [content[: len(content) * 2 // 3] for content in map(corpus.picture, ("JPEG", "PNG"))]


@pytest.mark.twin("T064")
def test_a_reader_that_fills_in_what_is_missing_shows_half_a_receipt(monkeypatch) -> None:
    kinds = (JPEG, PNG)
    # WeasyPrint turns it on for its whole process; the reading child never loads WeasyPrint.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    assert [read_here(cut, kind).drawn for cut, kind in zip(cut_off(), kinds, strict=True)] == [0, 0]
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert [read_here(cut, kind).drawn for cut, kind in zip(cut_off(), kinds, strict=True)] == [1, 1]


def pass_on(
    source: Path, out: Path, *, kind: str, rotation: int, progress: Callable[[Outcome], None]
) -> Outcome:
    """A reader that draws nothing anew: the page is the file itself."""
    for name in ("page-1.jpg", "thumb-1.jpg"):
        shutil.copy(source, out / name)
    return Outcome(expected=1, sizes=[(300, 400)], done=True)


def shown(document: Document) -> bytes:
    return storage.page(document, 1).read_bytes() + storage.thumbnail(document).read_bytes()


@pytest.mark.twin("T060", "T080")
def test_a_picture_that_is_not_drawn_anew_brings_its_script_its_place_and_its_owner(
    take_in: TakeIn, monkeypatch
) -> None:
    monkeypatch.setattr(reading, "run", pass_on)
    assert b"<script>" in shown(take_in(corpus.polyglot()))
    photo = take_in(corpus.photo_with_place())
    assert b"Mette Proevesen" in shown(photo)
    with Image.open(storage.page(photo, 1)) as image:
        assert image.getexif().get_ifd(corpus.GPS_IFD)[2] == (55.0, 40.0, 12.5)
