"""manage.py backup FOLDER: database and papers, with a list that a restore is held to. As the database's owner."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from klyngeokonomi.backup.postgres_programs import ProgramFailed
from klyngeokonomi.backup.take import take
from klyngeokonomi.documents import bucket


class Command(BaseCommand):
    help = "Tager en sikkerhedskopi af databasen og papirerne i en tom mappe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="en tom mappe, eller en, der ikke findes endnu")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        began = time.monotonic()
        try:
            made = take(folder)
        except FileExistsError as error:
            raise CommandError(f"Mappen {folder} er ikke tom.") from error
        except (OSError, ProgramFailed) as error:
            raise CommandError(f"Sikkerhedskopien blev ikke taget: {error}") from error
        took = time.monotonic() - began
        self.stdout.write(f"{len(made.files)} filer og {len(made.guards)} værn er kopieret på {took:.1f} s.")
        if bucket.is_used():
            self.stdout.write("Papirerne ligger i objektlageret, som skal have sine egne kopier.")
