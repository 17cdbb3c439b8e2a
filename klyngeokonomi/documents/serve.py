"""Answers that carry a paper's bytes. No URL of their own: the owner's view asks who may, then calls here.

Nothing is ever shown as a page of our own: images are re-encoded, everything else is a download, and each
answer says nosniff and sandbox by itself (reliability T076). With ACCEL_LOCATION set the bytes are left to nginx,
which keeps these headers (klyngeokonomi/production/nginx.conf.template); those of a bucket pass through here.
"""

from pathlib import Path, PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.bucket import Stored
from klyngeokonomi.documents.models import ContentType, Document

HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


def page(document: Document, number: int) -> HttpResponseBase:
    """Page `number` as a picture to be shown. Raises Http404 when it has no such page."""
    return _answer(
        document, storage.page(document, number), "image/jpeg", _named(document, f"-side-{number}.jpg")
    )


def thumbnail(document: Document) -> HttpResponseBase:
    """The first page, small. Raises Http404 before the paper is read."""
    return _answer(document, storage.thumbnail(document), "image/jpeg", _named(document, "-lille.jpg"))


def safe_copy(document: Document) -> HttpResponseBase:
    """The inert copy as a download: cleaned PDF or re-encoded picture. Raises Http404 until it is read."""
    if document.content_type == ContentType.PDF:
        return _answer(
            document, storage.clean_copy(document), "application/pdf", document.name, download=True
        )
    return _answer(document, storage.page(document, 1), "image/jpeg", _named(document, ".jpg"), download=True)


def sealed_original(document: Document) -> HttpResponseBase:
    """The bytes as they came, as a download without a type. For the secretariat; the owner logs it."""
    return _answer(
        document, storage.original(document), "application/octet-stream", document.name, download=True
    )


def _named(document: Document, ending: str) -> str:
    return PurePosixPath(document.name).stem + ending


def _answer(
    document: Document, path: Path | Stored, content_type: str, filename: str, *, download: bool = False
) -> HttpResponseBase:
    """Content-Disposition is by RFC 6266; django-csp leaves a policy that is set alone.

    What the virus scanner has stopped is not there for anyone, nor are pages made of it before it was found.
    """
    if document.is_infected or not path.is_file():
        raise Http404("Filen findes ikke.")
    if settings.ACCEL_LOCATION and isinstance(path, Path):
        place = quote(path.relative_to(settings.DOCUMENT_ROOT).as_posix())
        return HttpResponse(
            content_type=content_type,
            headers={
                **HEADERS,
                "X-Accel-Redirect": settings.ACCEL_LOCATION + place,
                "Content-Disposition": content_disposition_header(download, filename),
            },
        )
    return FileResponse(
        path.open("rb"), as_attachment=download, filename=filename, content_type=content_type, headers=HEADERS
    )
