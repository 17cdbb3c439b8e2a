"""manage.py up: everything on this machine, until Ctrl-C. `make run` ends here."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from klyngeokonomi import welcome
from klyngeokonomi.embedded import CannotStart
from klyngeokonomi.one_run import Notes, only_one
from klyngeokonomi.running import Interrupted, Running, ignore_signals, interrupt_on_signals, is_free


class Command(BaseCommand):
    help = "Starter det hele: database, kø, web, worker, ur, mailfanger, prøve-MitID, prøvebank og prøvepost."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEVELOPMENT_PAGES", False):
            raise CommandError("up er til udvikling: i drift startes web, worker og ur hver for sig.")
        port = _port(os.environ.get("PORT") or "8000")
        interrupt_on_signals()
        try:
            with only_one(Path(settings.VAR_DIR), f"http://localhost:{port}") as notes:
                self._run(port, notes)
        except CannotStart as error:
            raise CommandError(str(error)) from error
        except Interrupted:
            return

    def _run(self, port: int, notes: Notes) -> None:
        if not is_free(port):
            raise CannotStart(f"Port {port} er optaget: vælg en anden, fx PORT={port + 10} make run.")
        running = Running(port, Path(settings.VAR_DIR), self._tell, notes)
        try:
            running.start()
            self._tell(welcome.text(f"http://localhost:{port}"))
            running.watch()
        except Interrupted:
            self._tell("\nStopper …")
        finally:
            ignore_signals()
            running.stop()
        self._tell("Alt er stoppet. make run fortsætter, hvor du slap.")

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _port(text: str) -> int:
    """A port with room for the two beside it. Raises CommandError."""
    if text.isdigit() and 1 <= int(text) <= 65_000:
        return int(text)
    raise CommandError(f"PORT skal være et tal mellem 1 og 65000, ikke {text!r}.")
