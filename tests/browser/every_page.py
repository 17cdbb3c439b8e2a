"""A walk along every link a person has, with what each page is asked on the way."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.axe import violations

WIDTHS = (390, 1280)
NARROWEST = 320
FILES = {
    "expenses:paper_page",
    "expenses:paper_thumbnail",
    "expenses:paper_download",
    "meetings:paper",
    "mfa_download_recovery_codes",
}
"""Addresses that answer with a file, not a page."""


def faults_of(page: Any, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """What is wrong with the page as it stands: axe's findings at the widths, and what is too wide at 320 px."""
    page.set_viewport_size({"width": NARROWEST, "height": 844})
    width = page.evaluate("document.documentElement.scrollWidth")
    faults = [f"{width} px wide at {NARROWEST} px"] if width > NARROWEST else []
    for size in widths:
        page.set_viewport_size({"width": size, "height": 844})
        faults += [f"{rule} at {size} px: {html}" for rule, html in violations(page)]
    return faults


def walk(page: Any, base_url: str, *starts: str, width: int, seen: set[str]) -> dict[str, list[str]]:
    """Faults by address, for one page of each kind that can be reached by links from `starts`.

    `width` is what the person most often has before them; kinds in `seen` were looked at with somebody else.
    """
    waiting, found, own = list(starts), {}, set()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kind in own:
            continue
        own.add(kind)
        answer = page.goto(base_url + address)
        assert answer.status == 200, f"{answer.status} at {address}"
        page.wait_for_function("!document.querySelector('.htmx-request')")
        if kind not in seen:
            found[address] = faults_of(page, (width,))
        waiting += links_of(page, base_url)
    seen |= own
    return found


def kind_of(address: str) -> str | None:
    """The name of the view; None for files and what is not the product's."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
    return None if name in FILES or name.startswith("development:") else name


def links_of(page: Any, base_url: str) -> Iterator[str]:
    for link in page.evaluate("[...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"):
        if link.startswith(base_url):
            yield link.removeprefix(base_url).partition("#")[0]
