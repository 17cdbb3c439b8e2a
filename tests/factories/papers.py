"""Small real files, made on the spot, and papers read through by the real reader."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clusters.models import User
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.reading import read
from klyngeokonomi.documents.receive import receive


def jpeg(shade: int = 128, *, width: int = 300, height: int = 400) -> bytes:
    """A JPEG whose bytes differ with `shade` (0-255 in each of three bands packed in one number)."""
    colour = (shade % 256, shade // 256 % 256, shade // 65536 % 256)
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", comment=str(shade).encode())
    return out.getvalue()


def upload(content: bytes, name: str = "kvittering.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def paper(by: User, *, shade: int = 128, read_through: bool = True) -> Document:
    """A photo of a receipt, received and (unless told otherwise) read."""
    document = receive(upload(jpeg(shade)), by=by)
    if read_through:
        read(document.pk)
        document.refresh_from_db()
    return document
