"""Run the fake MitID broker as a process of its own (development and tests; production refuses it)."""

import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from klyngeokonomi.integrations.mitid.fake.server import make_server

PEOPLE_FILE = "fake_mitid_people.json"


class Command(BaseCommand):
    help = "Kører prøve-MitID: en falsk broker med opdigtede personer."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8001, help="0 tager en ledig port")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--people", type=Path, default=Path(settings.VAR_DIR) / PEOPLE_FILE)

    def handle(self, *args: Any, port: int, host: str, people: Path, **options: Any) -> None:
        try:
            server = make_server(port, people, host=host)
        except OSError as error:
            raise CommandError(f"Prøve-MitID kan ikke bruge port {port}: {error.strerror}.") from error
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        self.stdout.write(f"Prøve-MitID svarer på {server.broker.base_url}")
        self.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("Prøve-MitID er stoppet.")
        finally:
            server.server_close()
