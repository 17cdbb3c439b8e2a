"""Each guard of the PDF reader with its sabotage: what is held off comes in when the guard is taken away."""

import io

import pikepdf
import pytest

from klyngeokonomi.documents.child import pdf, sanitise
from klyngeokonomi.documents.child.report import Note, Problem
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.child.in_process import PDF, read_here

NESTED = (b"Launch", b"cmd.exe", b"alert", b"FileAttachment")


def left_over(content: bytes) -> list[bytes]:
    """The active words that are in the copy after the cleaning, with everything unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        sanitise.sanitise(opened)
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return [word for word in NESTED if word in out.getvalue()]


@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
@pytest.mark.case("T065")
def test_every_object_is_walked_with_what_lies_directly_inside(mode: pikepdf.ObjectStreamMode) -> None:
    assert left_over(corpus.pdf(change=corpus.with_everything_active, object_stream_mode=mode)) == []


@pytest.mark.twin("T065")
def test_a_flat_walk_misses_the_program_that_a_link_two_levels_down_starts(monkeypatch) -> None:
    monkeypatch.setattr(sanitise, "_walk", lambda made: [made.trailer, *made.objects])
    left = left_over(corpus.pdf(change=corpus.with_everything_active))
    assert {b"Launch", b"cmd.exe"} <= set(left)


@pytest.mark.case("T067")
def test_pages_too_many_too_large_or_going_in_circles_are_refused() -> None:
    assert read_here(corpus.blank_pages(4), PDF, max_pages=3).problem == Problem.TOO_MANY_PAGES
    assert read_here(corpus.pdf(size=(14400, 14400)), PDF).problem == Problem.PAGE_TOO_LARGE
    assert read_here(corpus.page_tree_loop(), PDF).problem == Problem.DAMAGED


@pytest.mark.twin("T067")
def test_without_the_caps_every_page_is_drawn_however_many_and_large(monkeypatch) -> None:
    assert read_here(corpus.blank_pages(4), PDF, max_pages=100_000).drawn == 4
    monkeypatch.setattr(pdf, "LARGEST_SIDE_POINTS", 100_000)
    assert read_here(corpus.pdf(size=(14400, 14400)), PDF).drawn == 1


@pytest.mark.twin("T068")
def test_a_locked_file_that_is_not_told_apart_ends_the_reader_and_no_advice_is_given(monkeypatch) -> None:
    content = corpus.locked(user="hemmelig")
    assert read_here(content, PDF).problem == Problem.ENCRYPTED
    password_error = pikepdf.PasswordError
    monkeypatch.setattr(pikepdf, "PasswordError", ZeroDivisionError)
    with pytest.raises(password_error):
        read_here(content, PDF)


@pytest.mark.twin("T069")
def test_a_reader_that_does_not_listen_mends_in_silence(monkeypatch) -> None:
    said = read_here(corpus.damaged_pdf(), PDF)
    assert (said.drawn, said.notes) == (2, [Note.REPAIRED])
    monkeypatch.setattr(pikepdf.Pdf, "get_warnings", lambda _: [])
    said = read_here(corpus.damaged_pdf(), PDF)
    assert (said.drawn, said.notes) == (2, [])
