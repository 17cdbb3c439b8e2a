import pytest
from PIL import Image

from clusters.models import User
from klyngeokonomi.documents import reading, storage
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.documents.rotate import rotate_document
from klyngeokonomi.refused import Refused
from tests.factories.papers import jpeg, upload
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn


def size(document: Document) -> tuple[int, int]:
    with Image.open(storage.page(document, 1)) as image:
        return image.size


def top_is_red(document: Document) -> bool:
    with Image.open(storage.page(document, 1)) as image:
        return image.getpixel((image.width // 2, 5))[0] > 200


def turned(document: Document, times: int = 1) -> Document:
    for _ in range(times):
        rotate_document(document)
        reading.read(document.pk)
    document.refresh_from_db()
    return document


def test_a_quarter_with_the_clock_brings_the_left_side_up(take_in: TakeIn) -> None:
    """The picture is red above and blue below; three quarters put the red on the left."""
    document = take_in(corpus.picture("JPEG"))
    before = storage.original(document).read_bytes()
    turned(document)
    assert (document.rotation, document.state, document.version) == (90, "ready", 2)
    assert size(document) == (400, 300)
    with Image.open(storage.page(document, 1)) as image:
        assert image.getpixel((390, 150))[0] > 200
        assert image.getpixel((10, 150))[2] > 200
    assert storage.original(document).read_bytes() == before
    page = document.page_set.get()
    assert (page.width, page.height) == (400, 300)


def test_four_quarters_are_where_it_began(take_in: TakeIn) -> None:
    document = take_in(corpus.picture("JPEG"))
    assert top_is_red(document)
    assert not top_is_red(turned(document, 2))
    turned(document, 2)
    assert (document.rotation, top_is_red(document), document.attempts) == (0, True, 1)


def test_every_page_of_a_pdf_and_its_copy_turn(take_in: TakeIn) -> None:
    document = turned(take_in(corpus.pdf(pages=2, size=(600, 800))))
    assert [page.width > page.height for page in document.page_set.all()] == [True, True]
    import pikepdf

    with pikepdf.open(storage.clean_copy(document)) as copy:
        assert [page.rotation for page in copy.pages] == [90, 90]


def test_until_it_is_read_again_it_is_shown_as_it_was_and_is_not_ready(take_in: TakeIn) -> None:
    document = take_in(corpus.picture("JPEG"))
    waiting = rotate_document(document)
    assert (waiting.state, waiting.is_ready) == ("received", False)
    assert storage.page(waiting, 1).is_file()
    with pytest.raises(Refused, match=r"^Filen kan først drejes, når den er læst\."):
        rotate_document(document)


def test_one_that_was_refused_cannot_be_turned(take_in: TakeIn, mette: User) -> None:
    with pytest.raises(Refused):
        rotate_document(take_in(corpus.locked(user="x")))
    with pytest.raises(Refused):
        rotate_document(receive(upload(jpeg()), by=mette))
