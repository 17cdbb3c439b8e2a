"""Real PostgreSQL and Valkey from Python wheels, for a machine where nothing is installed.

They live under var/ and are used only where DATABASE_URL or REDIS_URL is not set. Production names its own.
"""

from klyngeokonomi.embedded.places import service_urls
from klyngeokonomi.embedded.postgres import empty_postgres, start_postgres, stop_postgres
from klyngeokonomi.embedded.server import CannotStart
from klyngeokonomi.embedded.valkey import start_valkey, stop_valkey

__all__ = [
    "CannotStart",
    "empty_postgres",
    "service_urls",
    "start_postgres",
    "start_valkey",
    "stop_postgres",
    "stop_valkey",
]
