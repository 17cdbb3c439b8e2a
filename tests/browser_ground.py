"""A real Chromium for tests marked `browser`; where there is none they are skipped, and the summary says so aloud."""

import asyncio
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NOT_NEEDED = [
    # The browser's own suggestions under the address bar: a page of Chromium's, loaded anew for each window, that took
    # more processor time than ours; and a renderer kept ready for another site.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
]
AS_PLAYWRIGHT_DOES = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
]
"""What Playwright switches off: Chromium hears the last list alone."""
MISSING = "ingen Chromium"
_browsers_loop: Any = None


def chromium_path() -> str | None:
    """The browser on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests. Playwright's loop runs in this thread, so Django is told that it may work there."""
    from playwright.sync_api import sync_playwright

    global _browsers_loop
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    without = f"--disable-features={','.join([*AS_PLAYWRIGHT_DOES, *NOT_NEEDED])}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*ARGUMENTS, without])
        _browsers_loop = asyncio._get_running_loop()
        yield browser
        asyncio._set_running_loop(_browsers_loop)
        browser.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Playwright's loop counts as running in this thread from the first page on; a test without pages knows none.

    Django has one connection where a loop runs and another where none does, so the whole test with all its fixtures,
    the module's too, is on one side. What the browser tests had open is closed behind them.
    """
    if "chromium" not in getattr(item, "fixturenames", ()):
        asyncio._set_running_loop(None)
        return (yield)
    asyncio._set_running_loop(_browsers_loop)
    done = yield
    connections.close_all()
    return done


@pytest.fixture
def open_page(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """A function that opens a page in a browser of its own (no cookies shared).

    Its keyword arguments are Playwright's new_context's: viewport, java_script_enabled, has_touch and so on.
    An error in a page's console, a broken security policy among them, fails the test; `page.console` holds them,
    and a test that expects one clears the list.
    """
    opened = []

    def open_page(width: int = 1280, height: int = 900, **options: Any) -> Any:
        options.setdefault("viewport", {"width": width, "height": height})
        context = chromium.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", **options)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.console = []
        page.on("pageerror", lambda error: page.console.append(str(error)))
        page.on("console", lambda message: _note(page, message))
        opened.append(page)
        return page

    yield open_page
    told = [line for page in opened for line in page.console]
    for number, page in enumerate(opened):
        if told or getattr(request.node, "failed", False):
            _keep_picture(page, request.node.nodeid, number)
        page.context.close()
    assert told == [], "The browser's console is not empty."


@pytest.fixture
def browser_page(open_page: Callable[..., Any]) -> Any:
    """One page on a desk-sized screen."""
    return open_page()


def _note(page: Any, message: Any) -> None:
    """An error, but not the browser's own line about an answer of 4xx: tests ask for those on purpose."""
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        page.console.append(message.text)


def _keep_picture(page: Any, nodeid: str, number: int) -> None:
    folder = Path(settings.VAR_DIR) / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w]+", "-", nodeid)
    page.screenshot(path=folder / f"{name}-{number}.png", full_page=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No browser test without a browser."""
    if chromium_path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Remember on the test that it failed, for the picture."""
    report = yield
    if report.failed:
        item.failed = True
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it aloud when the browser tests did not run."""
    skipped = [
        report for report in terminalreporter.stats.get("skipped", []) if MISSING in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_sep("!", "BROWSERPRØVERNE ER IKKE KØRT", red=True, bold=True)
        terminalreporter.write_line(
            f"{len(skipped)} prøver i browseren blev sprunget over: installér chromium (apt-get install chromium).",
            red=True,
            bold=True,
        )
