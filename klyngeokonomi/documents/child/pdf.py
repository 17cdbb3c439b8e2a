"""A PDF in; a normalised, inert copy, a picture of each page and the start of its text out."""

from pathlib import Path

import pikepdf
import pypdfium2

from klyngeokonomi.documents.child.images import save_page
from klyngeokonomi.documents.child.report import Note, Problem, Unreadable, tell
from klyngeokonomi.documents.child.sanitise import sanitise

WIDTH = 1600
"""Pixels across a page; a receipt's small print is legible."""
TALLEST = 5000
LARGEST_SIDE_POINTS = 7200
"""100 inches. The format allows 200, which no receipt is."""
TEXT_PAGES = 3
TEXT_CHARACTERS = 10_000


def prepare(kind: str) -> None:
    """Nothing but what is imported above is needed."""


def read(source: Path, out: Path, *, rotation: int, max_pages: int) -> None:
    """Write clean.pdf, page-N.jpg and thumb-1.jpg. Raises Unreadable."""
    clean = out / "clean.pdf"
    _normalise(source, clean, rotation=rotation, max_pages=max_pages)
    try:
        with pypdfium2.PdfDocument(clean) as pdf:
            _check_sizes(pdf)
            tell(pages=len(pdf))
            for index in range(len(pdf)):
                _render(pdf, index, out)
            tell(text=_text(pdf))
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Problem.DAMAGED) from error


def _normalise(source: Path, clean: Path, *, rotation: int, max_pages: int) -> None:
    """Write the copy. qpdf repairs what it can and says so; what it meets in a bad file it calls by many names."""
    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            if pages > max_pages:
                raise Unreadable(Problem.TOO_MANY_PAGES)
            if pages == 0:
                raise Unreadable(Problem.DAMAGED)
            if sanitise(pdf):
                tell(note=Note.ACTIVE_CONTENT_REMOVED)
            _flatten(pdf)
            for page in pdf.pages:
                page.rotate(rotation, relative=True)
            if pdf.is_encrypted:
                tell(note=Note.UNLOCKED)
            # qpdf fills in the size only where the key is, and a rebuilt trailer may lack it.
            pdf.trailer["/Size"] = len(pdf.objects) + 1
            pdf.save(clean, encryption=False, fix_metadata_version=False)
            if pdf.get_warnings():
                tell(note=Note.REPAIRED)
    except pikepdf.PasswordError as error:
        raise Unreadable(Problem.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise Unreadable(Problem.DAMAGED) from error


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Fields, stamps and notes become part of the page: what was filled in is seen, and no form is left."""
    if "/AcroForm" in pdf.Root and pdf.Root.AcroForm.get("/NeedAppearances") is True:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]


def _check_sizes(pdf: pypdfium2.PdfDocument) -> None:
    for index in range(len(pdf)):
        width, height = pdf.get_page_size(index)
        if not (width > 0 and height > 0):
            raise Unreadable(Problem.DAMAGED)
        if max(width, height) > LARGEST_SIDE_POINTS:
            raise Unreadable(Problem.PAGE_TOO_LARGE)


def _render(pdf: pypdfium2.PdfDocument, index: int, out: Path) -> None:
    page = pdf[index]
    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / width, TALLEST / height))
    save_page(bitmap.to_pil().convert("RGB"), out, index + 1)
    bitmap.close()
    page.close()


def _text(pdf: pypdfium2.PdfDocument) -> str:
    """The start of the text layer; empty for a scan."""
    parts: list[str] = []
    for index in range(min(len(pdf), TEXT_PAGES)):
        page = pdf[index].get_textpage()
        parts.append(page.get_text_range(0, min(page.count_chars(), TEXT_CHARACTERS)))
    return "\n".join(parts)[:TEXT_CHARACTERS]
