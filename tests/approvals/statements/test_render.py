"""Papers: text and not markup, nothing fetched from elsewhere, the same bytes for the same figures."""

import gc
import hashlib
import io
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.template.loader import render_to_string

from approvals.statements import render
from approvals.statements.compose import compose_statement
from approvals.statements.fee_words import worded
from approvals.statements.finish import accessible_too
from approvals.statements.records import fingerprint
from tests.approvals.statements.fee_papers import LONG
from tests.approvals.statements.test_compose import FACTS, RESERVED

EVIL = '<img src="http://ond.example/x.png"><b>Fed</b> & «=SUM(A1)»'
ELSEWHERE = [
    '<img src="http://127.0.0.1:9/a.png">',
    '<img src="file:///etc/hostname">',
    '<link rel="stylesheet" href="https://ond.example/a.css">',
    '<style>@import url("http://ond.example/a.css");</style>',
    '<style>body { background: url("file:///etc/passwd") }</style>',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<object data="asset:../../manage.py"></object>',
]


def paper(text: str = "Bilag 2026-00004: Kroen") -> bytes:
    statement = compose_statement(replace(FACTS, entries=(replace(RESERVED, text=text),)))
    context = {"title": "Kontoudtog", "foot": "Kontoudtog, Klynge Prøveby, maj 2026", "statement": statement}
    return render.pdf_bytes("pdf/statement.html", context, fingerprint=fingerprint(statement))


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    return " ".join(" ".join(pages).split())


def test_a_statement_on_paper() -> None:
    first, text = paper(), text_of(paper())
    for said in (
        "Kontoudtog Klynge Prøveby · 1. maj 2026 til 31. maj 2026",
        "Bogført ved periodens start 1.000,00 kr.",
        "Heraf reserveret til godkendte bilag 250,00 kr.",
        "12.05.26 4 Bilag 2026-00004: Kroen",
        "−250,00 kr. 250,00 kr. 1.000,00 kr.",
        "Kontoudtog, Klynge Prøveby, maj 2026 · aftryk ",
        "Side 1 af 1",
    ):
        assert said in text
    assert paper() == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("da", True)
        assert pdf.docinfo["/Title"] == "Kontoudtog"
        fonts = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    assert fonts and all("+Plex" in name for name in fonts)


def test_the_shorter_way_gives_the_bytes_of_the_library_with_its_own_style_sheet() -> None:
    from weasyprint import HTML

    context = {"title": "Lønseddel", "foot": "Prøve", "fingerprint": "0" * 64, "said": worded(LONG)}
    press, html = render._press(), render_to_string("pdf/fee_statement.html", context)
    bare = HTML(string=html, url_fetcher=press.fetcher).write_pdf(
        stylesheets=[press.style],
        font_config=press.fonts,
        pdf_variant=render.VARIANT,
        pdf_tags=True,
        finisher=accessible_too,
        pdf_identifier=hashlib.sha256(b"0").digest()[:16],
    )
    assert render.pdf_of(html, identifier="0") == bare
    assert gc.isenabled()


@pytest.mark.case("T084")
def test_what_people_wrote_is_text_on_paper() -> None:
    assert EVIL.replace(" ", "") in text_of(paper(EVIL)).replace(" ", "")


@pytest.mark.case("T083")
@pytest.mark.parametrize("markup", ELSEWHERE)
def test_a_template_that_fetches_from_elsewhere_makes_no_paper(markup: str) -> None:
    with pytest.raises(render.RefusedAddress, match="A paper may not fetch"):
        render.pdf_of(f"<html lang=da><title>Prøve</title>{markup}<p>Tekst</p>", identifier="0")


@pytest.mark.twin("T083")
def test_with_an_ordinary_fetcher_a_file_of_ours_is_in_the_paper(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.urls import URLFetcher

    secret = tmp_path / "secret.txt"
    secret.write_text("Hemmelig")
    press = render._Press()
    press.fetcher = URLFetcher()
    monkeypatch.setattr(render, "_press", lambda: press)
    html = f'<html lang=da><title>Prøve</title><link rel="attachment" href="{secret.as_uri()}"><p>Tekst</p>'
    with pikepdf.open(io.BytesIO(render.pdf_of(html, identifier="0"))) as pdf:
        assert [file.get_file().read_bytes() for file in pdf.attachments.values()] == [b"Hemmelig"]
