import io
from pathlib import Path

import pytest
from PIL import Image

from klyngeokonomi.documents import storage
from tests.factories.papers import jpeg
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn

RED, BLUE = (254, 0, 0), (0, 0, 254)
DAMAGED = "Filen er beskadiget eller ikke hentet helt ned. Tag billedet igen, eller hent filen på ny."
TOO_MANY_PIXELS = "Billedet er større end 60 megapixel. Gem det i en mindre størrelse, og upload det igen."


def shown(path: Path) -> Image.Image:
    with Image.open(path, formats=("JPEG",)) as image:
        image.load()
        return image


def corners(image: Image.Image) -> tuple[bool, bool]:
    """Whether the top and the bottom are red."""
    middle = image.width // 2
    top, bottom = image.getpixel((middle, 5)), image.getpixel((middle, image.height - 5))
    return top[0] > 200 > top[2], bottom[0] > 200 > bottom[2]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_a_picture_becomes_one_page_and_a_thumbnail(take_in: TakeIn, form: str) -> None:
    document = take_in(corpus.picture(form))
    assert (document.state, document.problem, document.pages, document.note) == ("ready", "", 1, "")
    page = document.page_set.get()
    assert (page.number, page.width, page.height) == (1, 300, 400)
    image = shown(storage.page(document, 1))
    assert image.size == (300, 400)
    assert corners(image) == (True, False)
    assert shown(storage.thumbnail(document)).size == (240, 320)


def test_a_large_picture_is_made_2400_wide(take_in: TakeIn) -> None:
    document = take_in(jpeg(width=3000, height=1500))
    assert shown(storage.page(document, 1)).size == (2400, 1200)


@pytest.mark.case("T080")
def test_place_name_and_comment_are_gone_from_what_is_shown_and_kept_in_the_original(take_in: TakeIn) -> None:
    document = take_in(corpus.photo_with_place())
    original = Image.open(storage.original(document))
    assert original.getexif().get_ifd(corpus.GPS_IFD)
    assert original.getexif()[corpus.ARTIST] == "Mette Proevesen"
    for path in (storage.page(document, 1), storage.thumbnail(document)):
        image = shown(path)
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Mette" not in path.read_bytes()


def test_a_photo_taken_on_its_side_is_shown_upright(take_in: TakeIn) -> None:
    document = take_in(corpus.photo_with_place(orientation=3))
    assert corners(shown(storage.page(document, 1))) == (False, True)
    assert shown(storage.page(take_in(corpus.photo_with_place(orientation=6)), 1)).size == (400, 300)


@pytest.mark.case("T060")
def test_the_web_page_in_a_polyglot_does_not_survive(take_in: TakeIn) -> None:
    document = take_in(corpus.polyglot(), "kvittering.html")
    assert corpus.TAIL in storage.original(document).read_bytes()
    assert b"<script" not in storage.page(document, 1).read_bytes()
    assert document.name == "kvittering.html.jpg"


def test_transparent_is_white(take_in: TakeIn) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    document = take_in(out.getvalue())
    assert shown(storage.page(document, 1)).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16"])
def test_every_kind_of_png_can_be_shown(take_in: TakeIn, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (50, 40)).save(out, "PNG")
    assert take_in(out.getvalue()).state == "ready"


def test_a_cmyk_jpeg_can_be_shown(take_in: TakeIn) -> None:
    out = io.BytesIO()
    Image.new("CMYK", (50, 40)).save(out, "JPEG")
    assert take_in(out.getvalue()).state == "ready"


@pytest.mark.case("T061")
def test_60_megapixels_pass_and_one_row_more_does_not(take_in: TakeIn) -> None:
    assert take_in(corpus.png_of_one_colour(10_000, 6_000)).state == "ready"
    document = take_in(corpus.png_of_one_colour(10_000, 6_001))
    assert (document.state, document.problem) == ("refused", TOO_MANY_PIXELS)


@pytest.mark.case("T061")
def test_a_flood_of_pixels_in_49_kb_is_refused_before_it_is_unpacked(take_in: TakeIn, settings) -> None:
    content = corpus.png_of_one_colour(20_000, 20_000)
    assert len(content) < 50_000
    settings.DOCUMENT_READ_MEMORY = 200 << 20
    assert take_in(content).problem == TOO_MANY_PIXELS


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
@pytest.mark.case("T064")
def test_a_truncated_picture_is_refused_with_advice(take_in: TakeIn, form: str) -> None:
    content = corpus.picture(form)
    document = take_in(content[: len(content) * 2 // 3])
    assert (document.state, document.problem, document.page_set.count()) == ("refused", DAMAGED, 0)


@pytest.mark.parametrize(
    "rest", [b"%!PS-Adobe-3.0 EPSF-3.0\n", b"8BPS\x00\x01", corpus.picture("GIF"), corpus.picture("TIFF")]
)
@pytest.mark.case("T063")
def test_another_format_behind_a_jpeg_beginning_is_not_opened(take_in: TakeIn, rest: bytes) -> None:
    assert take_in(b"\xff\xd8\xff" + rest).problem == DAMAGED
