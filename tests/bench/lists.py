"""(b) The coordinator's queue, PLO's queue and the account page at two sizes, beside a bare list of 50 rows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.browser import Browser
from tests.bench.loop import Clock, Run, Walk, middle, percentile, run
from tests.bench.stage import Stage
from tests.bench.table import Target, drawn
from tests.cluster import connected_to

BARE = "bare list of 50"
MOST_TIMES_BARE, MOST_TIMES_SMALL = 1.5, 1.3


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    session: str


def pages(stage: Stage) -> list[Page]:
    cast = stage.cast
    return [
        Page("coordinator's queue", "/godkend/", cast.coordinator),
        Page("PLO's queue", "/plo/approvals/voucherreview/", cast.secretary),
        Page("account page", f"/konto/{cast.slug}/", cast.members[0].session),
    ]


def measure(stage: Stage, *, rounds: int, times: int) -> tuple[str, list[Target]]:
    """One page after another, in turn on both sizes, each size once more beside its bare list."""
    asked: dict[tuple[str, str], Walk] = {}
    for size in ("1k", "100k"):
        asked[BARE, size] = _walk(
            stage.floors[size].port, "/list/", stage.floor_sessions[size]["coordinator"]
        )
        for page in pages(stage):
            asked[page.name, size] = _walk(stage.ours[size].port, page.path, page.session)
    for walk in asked.values():
        run([walk], times=16)
    runs: dict[tuple[str, str], list[Run]] = {key: [] for key in asked}
    for _ in range(rounds):
        for key, walk in asked.items():
            runs[key].append(run([walk], times=times))
    queries = {page.name: _queries(page) for page in pages(stage)} | {BARE: "4"}
    names = [BARE, *(page.name for page in pages(stage))]
    text = drawn(
        "(b) pages, one client; p50 / p95 ms",
        ["", "1,000 vouchers", "100,000 vouchers", "queries", "errors"],
        [
            [
                name,
                *(_times(runs[name, size]) for size in ("1k", "100k")),
                queries[name],
                sum(len(one.errors) for size in ("1k", "100k") for one in runs[name, size]),
            ]
            for name in names
        ],
    )
    return text, [target for page in pages(stage) for target in _targets(page.name, runs)]


def _walk(port: int, path: str, session: str) -> Walk:
    browser = Browser(port)

    def walk(clock: Clock) -> None:
        browser.get(path, session)

    return walk


def _times(taken: list[Run]) -> str:
    p50, p95 = (middle([percentile(one.steps["whole"], share) for one in taken]) for share in (0.5, 0.95))
    return f"{p50:.1f} / {p95:.1f}"


def _queries(page: Page) -> str:
    """Counted in this process, at both sizes; more than one figure would mean that they grow."""
    found = set()
    for size in ("1k", "100k"):
        with connected_to(f"bench_{size}"):
            client = Client(HTTP_HOST="localhost")
            client.cookies["sessionid"] = page.session
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page.path).status_code == 200
            found.add(len(captured))
    return " / ".join(map(str, sorted(found)))


def _targets(name: str, runs: dict[tuple[str, str], list[Run]]) -> list[Target]:
    def ratio(one: tuple[str, str], other: tuple[str, str]) -> float:
        p50: Callable[[Run], float] = lambda taken: percentile(taken.steps["whole"], 0.5)  # noqa: E731
        return middle([p50(a) / p50(b) for a, b in zip(runs[one], runs[other], strict=True) if p50(b)])

    large, small, bare = (name, "100k"), (name, "1k"), (BARE, "100k")
    return [
        Target(f"(b) {name}: p50 at 100,000 / bare list", ratio(large, bare), most=MOST_TIMES_BARE),
        Target(f"(b) {name}: p50 at 100,000 / at 1,000", ratio(large, small), most=MOST_TIMES_SMALL),
    ]
