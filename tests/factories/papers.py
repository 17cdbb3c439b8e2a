"""Small real files, made on the spot, and papers read through by the real reader."""

import io
import random
import time

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clusters.models import User
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.documents.reading import read
from klyngeokonomi.documents.receive import receive
from tests.factories.reading_here import reading_here
from tests.replay import replayed


def jpeg(shade: int = 128, *, width: int = 300, height: int = 400) -> bytes:
    """A JPEG whose bytes differ with `shade` (0-255 in each of three bands packed in one number)."""
    colour = (shade % 256, shade // 256 % 256, shade // 65536 % 256)
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", comment=str(shade).encode())
    return out.getvalue()


def photo(seed: int, *, size: tuple[int, int] = (600, 800), quality: int = 85) -> Image.Image:
    """A picture with light and dark in it, another for each seed, as saved so large and so well."""
    shades = random.Random(seed)
    scene = Image.frombytes("L", (12, 16), bytes(shades.randint(0, 255) for _ in range(12 * 16)))
    out = io.BytesIO()
    scene.resize(size, Image.Resampling.BICUBIC).convert("RGB").save(out, "JPEG", quality=quality)
    return Image.open(out)


def pdf(text: str) -> bytes:
    """A PDF of one page with a line of text."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = made.make_stream(b"BT /F1 12 Tf 50 780 Td (" + text.encode("cp1252") + b") Tj ET")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "kvittering.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@replayed
def paper(by: User, *, shade: int = 128, read_through: bool = True) -> Document:
    """A photo of a receipt, received and (unless told otherwise) read."""
    document = receive(upload(jpeg(shade)), by=by)
    if read_through:
        read_to_the_end(document)
    return document


def read_to_the_end(document: Document) -> None:
    """Read it here, or wait for the running product's worker when that was first to take it."""
    deadline = time.monotonic() + 30
    while document.state in (State.RECEIVED, State.READING) and time.monotonic() < deadline:
        with reading_here():
            read(document.pk)
        document.refresh_from_db()
        if document.state == State.READING:
            time.sleep(0.05)
