"""What `make run` says when all is up: where to go, who to be, and what to try first."""

import json
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

PEOPLE_FILE = "fake_mitid_people.json"


def text(base_url: str) -> str:
    """The whole welcome, with an empty line before and after."""
    lines = [f"Klyngeøkonomi kører: {base_url}", ""]
    lines += _people(Path(settings.VAR_DIR) / PEOPLE_FILE)
    lines += _demo_lines()
    lines += [f"Mails, der er sendt: {base_url}/udvikling/mails/", f"Logfiler: {settings.VAR_DIR}/log/", ""]
    lines += ["Stop med Ctrl-C."]
    return "\n" + "\n".join(lines) + "\n"


def _people(file: Path) -> list[str]:
    """The people one can click in the fake MitID, as the demo data wrote them down."""
    try:
        people = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not people:
        return []
    lines = ["Log ind med MitID, og vælg en af prøvepersonerne:"]
    return [*lines, *(f"  {one['name']:<24} {one.get('note', '')}".rstrip() for one in people), ""]


def _demo_lines() -> list[str]:
    """What the demo data itself wants said: staff's way in, and what to try first."""
    if "seed_demo" not in get_commands():
        return []
    demo = import_module("klyngeokonomi.management.commands.seed_demo")
    tells = getattr(demo, "welcome_lines", None)
    return [*tells(), ""] if tells else []
