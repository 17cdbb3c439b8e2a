"""manage.py draw_error_pages FOLDER: the pages that nginx shows when it answers without the product."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.template.loader import render_to_string

PAGES = ["404.html", "413.html", "502.html"]
"""Drawn when the image is built, after collectstatic, so that they name its style sheets."""


class Command(BaseCommand):
    help = "Draw the error pages that the server in front shows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        context = {"help_email": settings.PLO_EMAIL, "help_phone": settings.PLO_PHONE}
        for page in PAGES:
            (folder / page).write_text(render_to_string(page, context), encoding="utf-8")
