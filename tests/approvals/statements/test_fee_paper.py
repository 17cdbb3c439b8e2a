"""The fee statement on paper: its words as golden files, the same bytes for the same data, tagged and archivable."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.conf import settings

from approvals.statements.fee_paper import fee_pdf
from approvals.statements.fee_records import read_printed
from approvals.statements.xmp import NoMetadata, with_pdf_ua
from tests.approvals.statements import fee_papers

GOLDEN = Path(__file__).parent / "golden"
WRITE = "KO_WRITE_GOLDEN"
"""Environment variable that has the golden files written anew."""
PICTURE = Path(settings.BASE_DIR) / "klyngeokonomi" / "docs" / "pictures" / "fee_statement.png"
TAKEN_WITH = "KO_TAKE_PICTURES"
"""Environment variable that has the picture in the repository taken anew."""
CASES = {"ordinary": 1, "withheld": 1, "correction": 1, "long": 2}
"""Pages of each."""
ELSEWHERE = """
import django, hashlib; django.setup()
from approvals.statements.fee_paper import fee_pdf
from tests.approvals.statements.fee_papers import ORDINARY
print(hashlib.sha256(fee_pdf(ORDINARY)).hexdigest())
"""
XMP = {
    "http://www.aiim.org/pdfa/ns/id/": {"part": "3", "conformance": "U"},
    "http://www.aiim.org/pdfua/ns/id/": {"part": "1"},
    "http://ns.adobe.com/pdf/1.3/": {"Producer": "WeasyPrint 70.0"},
}


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        found = [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    return ["\n".join(line.rstrip() for line in one.splitlines()) + "\n" for one in found]


@pytest.mark.parametrize("name", CASES)
def test_the_words_on_paper_are_the_golden_ones(name: str) -> None:
    pages = pages_of(fee_pdf(getattr(fee_papers, name.upper())))
    path = GOLDEN / f"fee_statement_{name}.txt"
    text = "\f\n".join(pages)
    if os.environ.get(WRITE):
        path.write_text(text, encoding="utf-8")
    assert (len(pages), text) == (CASES[name], path.read_text(encoding="utf-8"))


def test_the_same_data_gives_the_same_bytes_in_another_process_with_another_seed() -> None:
    environment = os.environ | {
        "PYTHONHASHSEED": "4711",
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "klyngeokonomi.settings.test"),
    }
    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    kept = read_printed(fee_papers.ORDINARY.as_json())
    assert run.stdout.strip() == hashlib.sha256(fee_pdf(kept)).hexdigest()


def elements(of: Any) -> Iterator[Any]:
    """The structure of a tagged file, parents before children."""
    yield of
    kids = of.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def test_it_is_tagged_archivable_and_carries_its_own_fonts() -> None:
    with pikepdf.open(io.BytesIO(fee_pdf(fee_papers.WITHHELD))) as pdf:
        root = pdf.Root
        assert pdf.check_pdf_syntax() == []
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("da", True)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert root.OutputIntents[0].S == "/GTS_PDFA1" and "/Encrypt" not in pdf.trailer
        assert dict(pdf.docinfo) == {
            "/Producer": "WeasyPrint 70.0",
            "/Title": "Lønseddel for oktober 2026, L2026-00012",
        }
        with pdf.open_metadata() as said:
            assert said["dc:title"] == "Lønseddel for oktober 2026, L2026-00012"
            told = {space: {key: said[f"{{{space}}}{key}"] for key in keys} for space, keys in XMP.items()}
        assert told == XMP
        fonts = [font.DescendantFonts[0].FontDescriptor for font in pdf.pages[0].Resources.Font.values()]
        assert len(fonts) == 2 and all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert all("/ToUnicode" in font for font in pdf.pages[0].Resources.Font.values())


def test_every_cell_points_to_headings_that_the_index_knows() -> None:
    with pikepdf.open(io.BytesIO(fee_pdf(fee_papers.LONG))) as pdf:
        tree = pdf.Root.StructTreeRoot
        found = list(elements(tree.K[0]))
        names = [str(name) for name in tree.IDTree.Names[::2]]
        headed = [set(map(str, one.A.get("/Headers", []))) for one in found if one.S == "/TD"]
        kinds = [str(one.S) for one in found]
    assert names == sorted(names) and len(headed) == 4 + 12 * 4 + 3
    assert all(heads and heads <= set(names) for heads in headed)
    assert (kinds.count("/H1"), kinds.count("/H2"), kinds.count("/Table")) == (1, 5, 4)
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/Table")


def test_the_page_as_a_picture_is_grey_all_over_and_dark_enough_to_read(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(fee_pdf(fee_papers.WITHHELD)) as opened:
        picture = opened[0].render(scale=1.6).to_pil()
    assert picture.size == (953, 1348)
    red, green, blue = picture.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    red.save(PICTURE if os.environ.get(TAKEN_WITH) else tmp_path / PICTURE.name, optimize=True)
    darkest, ink = red.getextrema()[0], sum(red.histogram()[:100])
    assert darkest < 30 and 10_000 < ink < 100_000


def test_metadata_that_cannot_be_added_to_are_refused() -> None:
    with pytest.raises(NoMetadata):
        with_pdf_ua(b"<x:xmpmeta/>")
