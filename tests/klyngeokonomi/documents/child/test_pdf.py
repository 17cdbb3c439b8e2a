import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn

ENCRYPTED = "PDF'en er låst med adgangskode. Åbn den, vælg Udskriv og Gem som PDF, og upload den nye fil."
DAMAGED = "Filen er beskadiget eller ikke hentet helt ned. Tag billedet igen, eller hent filen på ny."
REPAIRED = "PDF'en var beskadiget og er rettet op. Se efter, at alle sider er med."


def is_inked(document: Document, box: tuple[int, int, int, int]) -> bool:
    with Image.open(storage.page(document, 1)) as image:
        return image.convert("L").crop(box).getextrema()[0] < 100


def test_a_pdf_becomes_pages_a_copy_and_its_text(take_in: TakeIn) -> None:
    document = take_in(corpus.pdf(pages=2, lines=["Café Prøve ApS", "I alt 1.234,50 kr."]), "faktura.pdf")
    assert (document.state, document.pages, document.pages_read, document.note) == ("ready", 2, 2, "")
    assert [page.number for page in document.page_set.all()] == [1, 2]
    assert document.text == "Café Prøve ApS\nI alt 1.234,50 kr.\n" + "Café Prøve ApS\nI alt 1.234,50 kr."
    assert is_inked(document, (0, 0, 1600, 400))
    assert not is_inked(document, (0, 1000, 1600, 2200))
    with pikepdf.open(storage.clean_copy(document)) as copy:
        assert len(copy.pages) == 2


def test_only_the_first_three_pages_and_10_000_characters_of_text_are_kept(take_in: TakeIn) -> None:
    document = take_in(corpus.pdf(pages=4, lines=["nøgle"]))
    assert document.text.count("nøgle") == 3
    long = take_in(corpus.pdf(pages=3, lines=["x" * 90] * 40))
    assert 9_000 < len(long.text) <= 10_000


@pytest.mark.case("T068")
def test_a_locked_pdf_is_refused_with_advice(take_in: TakeIn) -> None:
    document = take_in(corpus.locked(user="hemmelig"))
    assert (document.state, document.problem) == ("refused", ENCRYPTED)


def test_a_pdf_locked_for_changes_only_is_read_and_the_copy_is_open(take_in: TakeIn) -> None:
    document = take_in(corpus.locked())
    assert document.state == "ready"
    assert document.note == "PDF'en var spærret for ændringer; kopien her kan læses frit."
    with pikepdf.open(storage.clean_copy(document)) as copy:
        assert not copy.is_encrypted


@pytest.mark.case("T069")
def test_a_damaged_pdf_is_repaired_and_says_so(take_in: TakeIn) -> None:
    document = take_in(corpus.damaged_pdf())
    assert (document.state, document.pages, document.note) == ("ready", 2, REPAIRED)
    with pikepdf.open(storage.clean_copy(document)) as copy:
        assert copy.get_warnings() == []


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 5000, corpus.page_tree_loop()],
    ids=["short", "junk", "loop"],
)
def test_what_cannot_be_repaired_is_refused(take_in: TakeIn, content: bytes) -> None:
    document = take_in(content)
    assert (document.state, document.problem) == ("refused", DAMAGED)


def test_pages_up_to_the_cap_pass_and_one_more_does_not(take_in: TakeIn, settings) -> None:
    settings.DOCUMENT_MAX_PAGES = 3
    assert take_in(corpus.pdf(pages=3)).pages == 3
    document = take_in(corpus.pdf(pages=4))
    assert document.problem == "PDF'en har over 3 sider. Upload kun de sider, der hører til bilaget."


@pytest.mark.case("T067")
def test_10_000_pages_are_refused(take_in: TakeIn) -> None:
    assert take_in(corpus.blank_pages(10_000)).problem.startswith("PDF'en har over 60 sider.")


@pytest.mark.case("T067")
def test_a_page_of_100_inches_passes_and_one_of_200_does_not(take_in: TakeIn) -> None:
    assert take_in(corpus.pdf(size=(7200, 100))).state == "ready"
    document = take_in(corpus.pdf(size=(14400, 14400)))
    assert (
        document.problem == "PDF'en har en side på over 2,5 meter. Gem den i A4-format, og upload den igen."
    )


def test_a_long_till_roll_is_no_taller_than_5000_pixels(take_in: TakeIn) -> None:
    page = take_in(corpus.pdf(size=(227, 5000))).page_set.get()
    assert page.height == 5000
    assert page.width == 227


def test_what_was_filled_in_is_seen_and_no_form_is_left(take_in: TakeIn) -> None:
    def fill_in(made: pikepdf.Pdf) -> None:
        look = made.make_stream(b"BT /F1 20 Tf 5 5 Td (Udfyldt) Tj ET")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 30])
        look.Resources = made.pages[0].Resources
        field = made.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("a"),
                V=String("Udfyldt"),
                F=4,
                Rect=Array([50, 400, 250, 430]),
                AP=Dictionary(N=look),
            )
        )
        made.pages[0].obj.Annots = Array([field])
        made.Root.AcroForm = Dictionary(Fields=Array([field]))

    document = take_in(corpus.pdf(change=fill_in))
    assert is_inked(document, (0, 1000, 1600, 1300))
    assert "Udfyldt" in document.text
    with pikepdf.open(storage.clean_copy(document)) as copy:
        assert "/AcroForm" not in copy.Root
