"""Run the fake bank as a process of its own (development and tests; production refuses it)."""

import asyncio
import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from klyngeokonomi.integrations.bank.fake.bank import FakeBank
from klyngeokonomi.integrations.file_exchange.fake_server import keep_open


class Command(BaseCommand):
    help = "Kører prøvebanken: SFTP på denne maskine, svar på betalingsfiler og kontoudtog."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8003, help="0 tager en ledig port")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--shared", type=Path, default=Path(settings.VAR_DIR) / "bank")
        parser.add_argument("--own", type=Path, default=Path(settings.VAR_DIR) / "fake_bank")
        parser.add_argument("--settle", type=float, default=5, help="sekunder fra ordre til kontoudtog")

    def handle(
        self, *args: Any, port: int, host: str, shared: Path, own: Path, settle: float, **options: Any
    ) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("Prøvebanken er kun til udvikling.")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        self.stdout.write(f"Prøvebanken tager imod på port {port} og i {shared}")
        self.stdout.flush()
        try:
            asyncio.run(keep_open(FakeBank(shared, own), host, port, settle))
        except OSError as error:
            raise CommandError(f"Prøvebanken kan ikke bruge port {port}: {error.strerror}.") from error
        except KeyboardInterrupt:
            self.stdout.write("Prøvebanken er stoppet.")
