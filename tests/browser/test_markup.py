"""Markup in every text that people write stays text: in a real browser, on every kind of page, for each role."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from clusters.models import User
from expenses.models import Voucher
from expenses.states import VoucherState
from tests import cluster
from tests.browser import payloads
from tests.browser.every_page import kind_of, links_of
from tests.browser.test_every_page import full_house

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

CLUSTERS = [("karen", ["/"]), ("mette", ["/", "/bilag/"])]
SECRETARIAT = [("sara", ["/plo/"])]
"""Who walks from where; a kind of page is looked at with the first who comes to it, but for where one begins."""


@pytest.fixture
def page(open_page: Open) -> Any:
    """A page that notes what runs; without the style sheets, which change nothing of that and take half its time."""
    page = open_page()
    payloads.watch(page)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setBlockedURLs", {"urls": ["*.css", "*.woff2"]})
    return page


@pytest.fixture
def marked(product: Any) -> Iterator[list[str]]:
    """A full house in which every text that people write is markup; gives the names of the columns."""
    full_house()
    with cluster.owner_connection(product.database) as owner, payloads.everywhere(owner) as filled:
        yield filled


def walk(page: Any, base_url: str, starts: list[str], looked_at: set[str]) -> dict[str, list[str]]:
    """What came of the payloads, by address: one page of each kind that can be reached by links."""
    waiting, found = list(starts), {}
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or (kind in looked_at and address not in starts) or address in found:
            continue
        looked_at.add(kind)
        answer = page.goto(base_url + address, wait_until="domcontentloaded")
        assert answer.status == 200, f"{answer.status} at {address}"
        found[address] = payloads.signs(page)
        waiting += links_of(page, base_url)
    return found


def signs_on_walks(product: Any, page: Any, walks: list[Any], least: int) -> dict[Any, list[str]]:
    found, looked_at = {}, set()
    for name, starts in walks:
        product.sign_in(page, User.objects.get(username=name))
        walked = walk(page, product.base_url, starts, looked_at)
        found |= {(name, address): seen for address, seen in walked.items()}
    assert len(looked_at) > least
    return {place: seen for place, seen in found.items() if seen}


@pytest.mark.case("T110")
def test_markup_is_text_on_every_page(product: Any, page: Any, marked: list[str]) -> None:
    assert len(marked) > 25
    assert signs_on_walks(product, page, CLUSTERS, 20) == {}


@pytest.mark.long
@pytest.mark.case("T110")
def test_markup_is_text_on_every_page_of_the_secretariat(product: Any, page: Any, marked: list[str]) -> None:
    assert signs_on_walks(product, page, SECRETARIAT, 25) == {}


def unescaped(page: Any, product: Any, settings: Any, *, policy: bool) -> list[str]:
    """Signs on a voucher's page whose templates escape nothing, with or without the policy of the product."""
    (templates,) = settings.TEMPLATES
    settings.TEMPLATES = [{**templates, "OPTIONS": {**templates["OPTIONS"], "autoescape": False}}]
    client = Client()
    client.force_login(User.objects.get(username="mette"))
    voucher = Voucher.objects.filter(state=VoucherState.ENDORSED, claimant__user__username="mette").first()
    made = client.get(f"/bilag/{voucher.pk}/")
    headers = dict(made.headers) if policy else {"Content-Type": "text/html; charset=utf-8"}
    page.route("**/bilag/*/", lambda route: route.fulfill(body=made.content, headers=headers))
    page.goto(f"{product.base_url}/bilag/{voucher.pk}/")
    seen = payloads.signs(page)
    page.unroute("**/bilag/*/")
    page.console.clear()
    return seen


@pytest.mark.twin("T110")
def test_unescaped_markup_runs_and_the_policy_is_a_second_wall(
    product: Any, page: Any, marked: list[str], settings: Any
) -> None:
    held = unescaped(page, product, settings, policy=True)
    assert any(sign.startswith("markup") for sign in held)
    assert any(sign.startswith("refused by policy") for sign in held)
    assert "executed" not in held
    assert "executed" in unescaped(page, product, settings, policy=False)


def framed(page: Any, product: Any) -> str:
    """What another site sees of our door in a frame of its own."""
    page.route(
        "https://ond.example/",
        lambda route: route.fulfill(
            content_type="text/html", body=f"<iframe src='{product.base_url}/adgang/'></iframe>"
        ),
    )
    page.goto("https://ond.example/")
    page.wait_for_timeout(300)
    text = page.frames[1].locator("body").inner_text()
    page.console.clear()
    return text


@pytest.mark.case("T111")
def test_no_other_site_frames_us(product: Any, page: Any) -> None:
    assert "Log ind" not in framed(page, product)


@pytest.mark.twin("T111")
def test_without_the_headers_anybody_frames_us(product: Any, page: Any) -> None:
    def bare(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(body=answer.body(), content_type="text/html; charset=utf-8")

    page.route("**/adgang/", bare)
    assert "Log ind i Klyngeøkonomi" in framed(page, product)
