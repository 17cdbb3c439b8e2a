"""axe-core on a page: what breaks WCAG 2.2 A and AA, or good practice."""

from pathlib import Path
from typing import Any

from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "static" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[tuple[str, str]]:
    """(rule, first element's HTML) for each rule broken. The page is opened with bypass_csp=True."""
    page.add_script_tag(path=SCRIPT)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
