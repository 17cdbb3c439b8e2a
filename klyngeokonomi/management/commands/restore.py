"""manage.py restore FOLDER: a backup into an empty place, proven before anybody is let in. As the database's owner."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from klyngeokonomi.backup.put_back import (
    CannotRestore,
    require_empty_place,
    restore_database,
    restore_papers,
    whole_manifest,
)
from klyngeokonomi.management.commands.check_books import PROOFS
from klyngeokonomi.outbox.proofs import check_outbox


class Command(BaseCommand):
    help = "Gendanner en sikkerhedskopi i en tom database og en tom papirmappe og efterprøver den."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        began = time.monotonic()
        try:
            found = whole_manifest(folder)
            self._tell(f"Sikkerhedskopien fra {found.made_at} er hel.", began)
            require_empty_place()
            restore_database(folder, found)
            self._tell(f"Databasen er gendannet med alle {len(found.guards)} værn.", began)
            self._tell(f"{restore_papers(folder)} papirer er lagt tilbage.", began)
        except CannotRestore as error:
            raise CommandError(str(error)) from error
        faults = [sentence for _, proof in PROOFS if proof is not check_outbox for sentence in proof()]
        if faults:
            raise CommandError("\n".join(["Regnskabet går ikke op:", *faults[:50]]))
        self._tell("Regnskabet går op. Mails, der ventede, sendes, når workeren startes.", began)

    def _tell(self, sentence: str, began: float) -> None:
        self.stdout.write(f"{time.monotonic() - began:6.1f} s  {sentence}")
