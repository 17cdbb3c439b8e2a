import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn

ACTIVE = (
    b"JavaScript",
    b"alert",
    b"Launch",
    b"cmd.exe",
    b"OpenAction",
    b"/AA",
    b"EmbeddedFile",
    b"virus",
    b"URI",
    b"example.org",
    b"FileAttachment",
    b"AcroForm",
)
TOLD = "Scripts eller vedhæftede filer i PDF'en er fjernet fra kopien her."


def laid_open(document: Document) -> bytes:
    """The safe copy with nothing compressed, so that a search for a word finds it wherever it hides."""
    open_copy = storage.clean_copy(document).with_suffix(".open")
    with pikepdf.open(storage.clean_copy(document)) as copy:
        copy.save(
            open_copy,
            object_stream_mode=ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    return open_copy.read_bytes()


@pytest.mark.parametrize(
    "mode", [ObjectStreamMode.disable, ObjectStreamMode.generate], ids=["plain", "in streams"]
)
@pytest.mark.case("T065")
def test_nothing_that_acts_survives_wherever_it_hides(take_in: TakeIn, mode: ObjectStreamMode) -> None:
    content = corpus.pdf(change=corpus.with_everything_active, object_stream_mode=mode)
    document = take_in(content)
    assert (document.state, document.note) == ("ready", TOLD)
    copy = laid_open(document)
    assert [word for word in ACTIVE if word in copy] == []
    assert b"Kvittering" in copy
    assert storage.original(document).read_bytes() == content


def test_the_words_are_found_when_nothing_is_removed() -> None:
    """The check above can fail: the same words are in the file before."""
    content = corpus.pdf(
        change=corpus.with_everything_active,
        object_stream_mode=ObjectStreamMode.disable,
        compress_streams=False,
    )
    assert [word for word in ACTIVE if word not in content] == [b"AcroForm"]


def test_an_action_without_its_type_or_with_a_wrong_one_is_an_action(take_in: TakeIn) -> None:
    def hide(made: pikepdf.Pdf) -> None:
        action = corpus.script()
        action.Type = Name.StructElem
        made.Root.Outlines = Dictionary(First=Dictionary(Title=String("x"), A=action))

    assert b"alert" not in laid_open(take_in(corpus.pdf(change=hide)))


def test_links_go_without_a_word_and_a_page_to_open_at_too(take_in: TakeIn) -> None:
    def link(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = Array([made.pages[0].obj, Name.Fit])
        out = Dictionary(S=Name.URI, URI=String("mailto:a@example.org"))
        made.pages[0].obj.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=made.make_indirect(out)
                )
            ]
        )

    document = take_in(corpus.pdf(change=link))
    assert (document.state, document.note) == ("ready", "")
    assert b"example.org" not in laid_open(document)


def test_a_stream_that_reads_another_file_does_not(take_in: TakeIn) -> None:
    def outside(made: pikepdf.Pdf) -> None:
        made.Root.Extra = made.make_stream(b"", F=String("/etc/passwd"))

    assert b"passwd" not in laid_open(take_in(corpus.pdf(change=outside)))


def test_who_wrote_it_is_not_told(take_in: TakeIn) -> None:
    def sign(made: pikepdf.Pdf) -> None:
        made.docinfo.Author = String("Mette Prøvesen hjemmefra")
        with made.open_metadata() as facts:
            facts["dc:creator"] = ["hjemmefra"]

    assert b"hjemmefra" not in laid_open(take_in(corpus.pdf(change=sign)))


@pytest.mark.case("T065")
def test_an_xfa_form_is_refused_with_advice(take_in: TakeIn) -> None:
    document = take_in(corpus.pdf(change=corpus.with_xfa))
    assert document.state == "refused"
    assert document.problem.startswith("PDF'en er en formular (XFA), som ikke kan vises sikkert.")
