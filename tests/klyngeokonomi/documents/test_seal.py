from klyngeokonomi.documents import seal, storage
from tests.factories.papers import jpeg
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn


def test_a_paper_left_alone_is_whole(take_in: TakeIn) -> None:
    assert seal.broken(take_in(corpus.pdf(pages=2))) == []
    assert seal.broken(take_in(jpeg())) == []


def test_each_file_that_is_swapped_or_gone_is_named(take_in: TakeIn) -> None:
    document = take_in(corpus.pdf(pages=2))
    storage.original(document).write_bytes(corpus.pdf(lines=["I alt 9.999,00"]))
    storage.page(document, 2).write_bytes(jpeg())
    storage.clean_copy(document).unlink()
    assert sorted(seal.broken(document)) == ["clean.pdf", "original", "page-2.jpg"]
