"""A fake other end as a process of its own: what the commands for the bank and for digital post have in common."""

import asyncio
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from klyngeokonomi.integrations.file_exchange.fake_server import FakeEnd, keep_open


class FakeEndCommand(BaseCommand):
    """`called` begins a Danish sentence; `folder` lies below var/, and with "fake_" before it the end's own."""

    called: str
    folder: str
    port: int
    end: Callable[[Path, Path], FakeEnd]
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        var = Path(settings.VAR_DIR)
        parser.add_argument("--port", type=int, default=self.port, help="0 tager en ledig port")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--shared", type=Path, default=var / self.folder)
        parser.add_argument("--own", type=Path, default=var / f"fake_{self.folder}")
        parser.add_argument("--settle", type=float, default=5, help="sekunder, før dagen gøres op")

    def handle(
        self, *args: Any, port: int, host: str, shared: Path, own: Path, settle: float, **options: Any
    ) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError(f"{self.called} er kun til udvikling.")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        self.stdout.write(f"{self.called} tager imod på port {port} og i {shared}")
        self.stdout.flush()
        try:
            asyncio.run(keep_open(self.end(shared, own), host, port, settle))
        except OSError as error:
            raise CommandError(f"{self.called} kan ikke bruge port {port}: {error.strerror}.") from error
        except KeyboardInterrupt:
            self.stdout.write(f"{self.called} er stoppet.")
