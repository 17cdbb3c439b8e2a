"""A walk along every link a person has, with what each page is asked on the way."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.axe import BY_LAYOUT, RULES, violations

PHONE, DESK = 320, 1280
"""No style sheet tells phones of 320 px from wider ones (test_static_storage): the narrowest speaks for all."""
HEIGHT = 844
FILES = {
    "admin:approvals_decision_owed_csv",
    "admin:approvals_decision_owed_xlsx",
    "admin:approvals_feerun_csv",
    "admin:approvals_feerun_xlsx",
    "admin:approvals_journalexport_fetch",
    "approvals:fee_statement_fetch",
    "approvals:paper_fetch",
    "approvals:statement_table",
    "clusters:contract_file",
    "expenses:paper_page",
    "expenses:paper_thumbnail",
    "expenses:paper_download",
    "meetings:paper",
    "mfa_download_recovery_codes",
}
"""Addresses that answer with a file, not a page."""


def faults_of(page: Any, widths: tuple[int, ...] = (PHONE, DESK)) -> list[str]:
    """What is wrong with the page as it stands: what is too wide for a phone, and axe's findings at the widths.

    All of axe's rules at the first width; at the others those that a width may change the answer of.
    """
    faults, rules = [], RULES
    for size in widths if PHONE in widths else (*widths, PHONE):
        page.set_viewport_size({"width": size, "height": HEIGHT})
        width = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{width} px wide at {size} px"] if width > size else []
        if size in widths:
            faults += [f"{rule} at {size} px: {html}" for rule, html in violations(page, rules)]
        rules = BY_LAYOUT
    return faults


def walk(
    page: Any, base_url: str, *starts: str, widths: tuple[int, ...], seen: dict[str, set[str]]
) -> dict[str, list[str]]:
    """Faults by address, for one page of each kind that can be reached by links from `starts`.

    Kinds in `seen` were looked at with somebody else, and are only followed; but a page of the admin that is built
    otherwise for this person is looked at too, and so is the first page, for its frame.
    """
    waiting, found, own = list(starts), {}, set()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kind in own:
            continue
        own.add(kind)
        links = None
        if kind in seen and found:
            links = _followed(page, base_url + address, seen[kind] if kind.startswith("admin:") else None)
        if links is None:
            answer = page.goto(base_url + address)
            assert answer.status == 200, f"{answer.status} at {address}"
            if page.locator(".htmx-request").count():
                page.wait_for_function("!document.querySelector('.htmx-request')")
            found[address] = faults_of(page, widths)
            seen.setdefault(kind, set()).add(skeleton(answer.text()))
            links = page.evaluate(LINKS)
        waiting += own_links(links, base_url)
    return found


def _followed(page: Any, address: str, known: set[str] | None) -> list[str] | None:
    """The links of a page that was not opened; None when it is none of the known ones, and must be."""
    answer = page.request.get(address)
    assert answer.status == 200, f"{answer.status} at {address}"
    html = answer.text()
    if known is not None and skeleton(html) not in known:
        return None
    return [
        urljoin(address, unescape(tag["href"])) for tag in ANCHORS.finditer(html) if " download" not in tag[0]
    ]


ANCHORS = re.compile(r'<a\b[^>]*?\bhref="(?P<href>[^"]*)"[^>]*>')
SHAPES = re.compile(r'<\w+|\b(?:class|role|type|aria-\w+)="[^"]*"')


def skeleton(html: str) -> str:
    """What the main part of a page is built of, without its words."""
    return " ".join(SHAPES.findall(html.partition("<main")[2].partition("</main>")[0]))


def kind_of(address: str) -> str | None:
    """The name of the view; None for files and what is not the product's."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
    return None if name in FILES or name.startswith("development:") else name


LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"


def own_links(links: list[str], base_url: str) -> Iterator[str]:
    for link in links:
        if link.startswith(base_url):
            yield link.removeprefix(base_url).partition("#")[0]


def links_of(page: Any, base_url: str) -> Iterator[str]:
    return own_links(page.evaluate(LINKS), base_url)
