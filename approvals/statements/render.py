"""HTML to PDF. WeasyPrint lives here alone, and is loaded by workers alone: an import contract and a test hold both.

What a template names is fetched from our own assets or stands in the page (data:). Everything else stops the paper.
The same HTML gives the same bytes: nothing of when or where it was made is written into it.
"""

import atexit
import contextlib
import functools
import gc
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string

from approvals.statements.finish import finished

FONTS = "dkfds/fonts/IBMPlexSans/complete/woff2/IBMPlexSans-"
ASSETS = {
    "asset:regular.woff2": f"{FONTS}Regular.woff2",
    "asset:semibold.woff2": f"{FONTS}SemiBold.woff2",
    "asset:paper.css": "css/paper.css",
}
"""Every address a template may name, and the static file behind it."""
MIME = {"woff2": "font/woff2", "css": "text/css"}
VARIANT = "pdf/a-3u"
"""Archivable. The library writes one variant's name alone: `finish` adds that of PDF/UA-1 (ADR 0040)."""


def pdf_bytes(template: str, context: dict[str, Any], *, fingerprint: str) -> bytes:
    """One paper. `template` extends pdf/base.html; `fingerprint` (hex) stands in the foot and names the file."""
    html = render_to_string(template, {**context, "fingerprint": fingerprint})
    return pdf_of(html, identifier=fingerprint)


def pdf_of(html: str, *, identifier: str) -> bytes:
    """Raises RefusedAddress when the HTML names anything that is not our own."""
    press = _press()
    with _collected_once():
        return _pressed(press, html, identifier)


def _pressed(press: "_Press", html: str, identifier: str) -> bytes:
    try:
        return press.html(string=html, base_url=None, url_fetcher=press.fetcher).write_pdf(
            font_config=press.fonts,
            pdf_variant=VARIANT,
            pdf_tags=True,
            finisher=finished,
            pdf_identifier=hashlib.sha256(identifier.encode()).digest()[:16],
        )
    except (
        press.fatal
    ) as error:  # above Exception, so that WeasyPrint itself does not go on without the picture
        raise RefusedAddress(str(error)) from error


@contextlib.contextmanager
def _collected_once() -> Iterator[None]:
    """A page leaves tens of thousands of objects that point at each other. They are looked for once, when it is made,
    and not again and again while it is (ADR 0040).
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if was:
            gc.enable()


class RefusedAddress(Exception):
    """A template named something that is not ours: no paper is made."""


class _Press:
    """What every paper shares: the fonts, the style, and the fetcher. Made once in a process."""

    def __init__(self) -> None:
        # 40 MB and Pango: for workers, when the first paper is made.
        from weasyprint import CSS  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

        atexit.register(_press.cache_clear)  # fonts are let go while Pango is still there
        self.fatal = FatalURLFetchingError
        self.fetcher = _fetcher()
        self.fonts = FontConfiguration()
        self.style = CSS(
            string=own_asset("asset:paper.css").decode(), font_config=self.fonts, url_fetcher=self.fetcher
        )
        self.html = _html(self.style)


@functools.cache
def _press() -> _Press:
    return _Press()


def _html(style: Any) -> Any:
    """HTML under our style sheet alone. The library's own gives each element six pseudo-elements and a page eighteen
    margin boxes, which papers have no use for (ADR 0040).
    """
    from weasyprint import HTML  # noqa: PLC0415

    class Paper(HTML):
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [style]

    return Paper


def _fetcher() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnAlone(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in ASSETS:
                return URLFetcherResponse(url, own_asset(url), {"Content-Type": MIME[url.rpartition(".")[2]]})
            if url.lower().startswith("data:"):
                return super().fetch(url, headers)
            raise FatalURLFetchingError(f"A paper may not fetch {url[:100]}")

    return OwnAlone(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)


def own_asset(address: str) -> bytes:
    """The bytes of a static file, where it lies in development or under its hashed name in production."""
    name = ASSETS[address]
    if found := finders.find(name):
        return Path(str(found)).read_bytes()
    stored = getattr(staticfiles_storage, "stored_name", lambda same: same)(name)
    with staticfiles_storage.open(stored) as file:
        return file.read()
