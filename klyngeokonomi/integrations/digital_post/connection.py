"""How the distributor is reached, as the environment says it; and the port that goes with it."""

from pathlib import Path

from django.conf import settings

from klyngeokonomi.integrations.file_exchange.connection import Connection, files_connection, port_of
from klyngeokonomi.integrations.file_exchange.port import FilePort


def read_connection(var: Path) -> Connection:
    """The connection named by the environment. Raises ImproperlyConfigured with what is missing."""
    return files_connection("DIGITAL_POST", "distributøren", var / "digital_post")


def digital_post() -> FilePort:
    """The port of the settings."""
    return port_of(settings.DIGITAL_POST)
