"""Where the embedded services live: folders, socket and ports. Reading this starts and writes nothing."""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from klyngeokonomi.database_url import APP_ROLE

OWNER_ROLE = "klyngeokonomi_owner"
SUPERUSER = "postgres"
DATABASE = "klyngeokonomi"

LONGEST_SOCKET = 103
"""Bytes a unix socket's path may take: 107 on Linux, 103 on macOS."""
SOCKET_NAME = ".s.PGSQL.5432"
FIRST_PORT, PORTS = 20_000, 9_000
"""Below 32768, where Linux begins to hand out ports by itself."""


def var_dir() -> Path:
    """The folder of all that the product writes here: VAR_DIR, else var/ beside manage.py."""
    return Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parents[2] / "var").resolve()


def postgres_data(var: Path | None = None) -> Path:
    """PostgreSQL's data folder."""
    return (var or var_dir()) / "postgres"


def socket_dir(var: Path | None = None) -> Path:
    """The folder of PostgreSQL's socket: in var/, or the system's temporary folder when that is too deep."""
    near = (var or var_dir()) / "run"
    if len(os.fsencode(near / SOCKET_NAME)) <= LONGEST_SOCKET:
        return near
    return Path(tempfile.gettempdir()) / f"klyngeokonomi-{_fingerprint(near)}"


def valkey_port(var: Path | None = None) -> int:
    """The port Valkey was last started on, else one that follows from the folder's name."""
    var = var or var_dir()
    try:
        return int((var / "valkey" / "port").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return FIRST_PORT + int(_fingerprint(var), 16) % PORTS


def web_port() -> int:
    """The port of the web server, PORT or 8000; MitID and mail are on the two above it."""
    port = os.environ.get("PORT", "")
    return int(port) if port.isdigit() else 8000


def postgres_url(role: str, database: str = DATABASE, var: Path | None = None) -> str:
    """A postgresql:// address over the socket. No password: only this user may enter the socket's folder."""
    return f"postgresql://{role}@/{database}?{urlencode({'host': str(socket_dir(var))})}"


def service_urls() -> dict[str, str]:
    """The addresses a missing DATABASE_URL, DATABASE_OWNER_URL or REDIS_URL stands for.

    Deterministic for a folder, so that every process of the product finds the same servers.
    """
    urls = {}
    if not (os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE")):
        urls["DATABASE_URL"] = postgres_url(APP_ROLE)
        urls["DATABASE_OWNER_URL"] = postgres_url(OWNER_ROLE)
    if not (os.environ.get("REDIS_URL") or os.environ.get("REDIS_URL_FILE")):
        urls["REDIS_URL"] = f"redis://127.0.0.1:{valkey_port()}/0"
    return urls


def is_embedded_database(url: str) -> bool:
    """Whether this address is the embedded PostgreSQL."""
    return urlencode({"host": str(socket_dir())}) in url


def is_embedded_broker(url: str) -> bool:
    """Whether this address is the embedded Valkey."""
    return url == f"redis://127.0.0.1:{valkey_port()}/0"


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
