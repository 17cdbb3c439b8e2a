"""axe-core on a page: what breaks WCAG 2.2 A and AA, or good practice."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "static" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_LAYOUT = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
"""Rules whose answer may change with the width of the screen while the markup stays."""
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)"


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Any, rules: Sequence[str] = RULES) -> list[tuple[str, str]]:
    """(rule, first element's HTML) for each rule broken. The page is opened with bypass_csp=True.

    What it opens after the first is most often asked too: the browser keeps the script, half a megabyte, for that.
    """
    if not page.evaluate("'axe' in window"):
        page.add_init_script(_script())
        page.evaluate(_script())
    return [(one["id"], one["nodes"][0]["html"]) for one in page.evaluate(RUN, list(rules))]
