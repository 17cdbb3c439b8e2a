import io
import struct

import pytest
from PIL import Image

from klyngeokonomi.documents.kinds import HEAD, kind_of, why_not
from klyngeokonomi.documents.models import ContentType
from tests.klyngeokonomi.documents import corpus


def head(content: bytes) -> bytes:
    return content[:HEAD]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (corpus.picture("JPEG"), ContentType.JPEG),
        (corpus.picture("PNG"), ContentType.PNG),
        (corpus.picture("HEIF"), ContentType.HEIC),
        (corpus.pdf(), ContentType.PDF),
        (b"\xef\xbb\xbf\r\n" + corpus.pdf(), ContentType.PDF),
    ],
    ids=["jpeg", "png", "heic", "pdf", "pdf after a byte order mark"],
)
def test_each_kind_is_known_by_its_first_bytes(content: bytes, kind: ContentType) -> None:
    assert kind_of(head(content)) == kind


def avif() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "AVIF")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"MZ\x90\x00\x03",
            "Filen er ikke JPEG, PNG, HEIC eller PDF. Det er indholdet, der tæller, ikke navnet.",
        ),
        (b"<!doctype html><script>", "Filen er ikke JPEG, PNG, HEIC eller PDF."),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
            "Filen er ikke JPEG, PNG, HEIC eller PDF.",
        ),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "Filen er ikke JPEG, PNG, HEIC eller PDF."),
        (b"SIMPLE  =                    T", "Filen er ikke JPEG, PNG, HEIC eller PDF."),
        (b"GIF89a%PDF-1.7", "Billedet er i formatet GIF. Gem det som JPEG eller PNG, og upload det igen."),
        (corpus.picture("GIF"), "Billedet er i formatet GIF."),
        (corpus.picture("TIFF"), "Billedet er i formatet TIFF."),
        (corpus.picture("BMP"), "Billedet er i formatet BMP."),
        (b"8BPS\x00\x01", "Billedet er i formatet Photoshop."),
        (avif(), "Billedet er i formatet AVIF. Gem det som JPEG, og upload det igen."),
        (corpus.zipped(), "Filen er et Office- eller zip-arkiv. Gem dokumentet som PDF, og upload PDF'en."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Filen er et Office- eller zip-arkiv."),
    ],
    ids=["exe", "html", "svg", "eps", "fits", "gif/pdf", "gif", "tiff", "bmp", "psd", "avif", "docx", "doc"],
)
def test_all_else_is_refused_with_what_to_do(content: bytes, sentence: str) -> None:
    assert kind_of(head(content)) is None
    assert why_not(head(content)).startswith(sentence)


def test_the_minor_version_of_a_heif_box_is_no_brand() -> None:
    box = struct.pack(">I", 20) + b"ftyp" + b"mif1" + b"heic" + b"mif1"
    assert kind_of(box) is None
