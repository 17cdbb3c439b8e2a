"""A walk along every link a person has, with what each page is asked on the way."""

from collections import Counter
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


def faults_of(page: Any) -> list[str]:
    """What is wrong with the page as it stands: axe's findings at both widths, and what is too wide at 320 px."""
    page.set_viewport_size({"width": NARROWEST, "height": 844})
    width = page.evaluate("document.documentElement.scrollWidth")
    faults = [f"{width} px wide at {NARROWEST} px"] if width > NARROWEST else []
    for size in WIDTHS:
        page.set_viewport_size({"width": size, "height": 844})
        faults += [f"{rule} at {size} px: {html}" for rule, html in violations(page)]
    return faults


def walk(page: Any, base_url: str, *starts: str) -> dict[str, list[str]]:
    """Faults by address, for one page of each kind that can be reached by links from `starts`."""
    waiting, seen, found = list(starts), Counter(), {}
    while waiting:
        address = waiting.pop(0)
        kind = _kind(address)
        if kind is None or seen[kind]:
            continue
        seen[kind] += 1
        answer = page.goto(base_url + address)
        assert answer.status == 200, f"{answer.status} at {address}"
        page.wait_for_load_state("networkidle")
        found[address] = faults_of(page)
        waiting += _links(page, base_url)
    return found


def _kind(address: str) -> str | None:
    """The name of the view; None for files and what is not the product's."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
    return None if name in FILES or name.startswith("development:") else name


def _links(page: Any, base_url: str) -> Iterator[str]:
    for link in page.evaluate("[...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"):
        if link.startswith(base_url):
            yield link.removeprefix(base_url).partition("#")[0]
