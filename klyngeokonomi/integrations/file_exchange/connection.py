"""How the other end is reached, as the environment says it; and the port that goes with it."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from klyngeokonomi.env import env_int, env_str
from klyngeokonomi.integrations.file_exchange.port import FilePort

PORTS = {
    "file_drop": "klyngeokonomi.integrations.file_exchange.file_drop.FileDrop",
    "sftp": "klyngeokonomi.integrations.file_exchange.sftp.Sftp",
}
KEY_KINDS = ("ssh-ed25519 ", "ssh-rsa ", "ecdsa-sha2-")


@dataclass(frozen=True)
class Connection:
    """`folder` is for file_drop, the rest for sftp. `host_key` is the only key the other end's server may show.

    `end` is what the other end is called in a Danish sentence ("banken"); with an s after it, whose something is.
    """

    kind: str
    folder: Path
    end: str
    host: str = ""
    port: int = 22
    user: str = ""
    host_key: str = ""
    password: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    out_folder: str = "ud"
    in_folder: str = "ind"
    taken_folder: str = "taget"
    seconds: int = 30


def files_connection(prefix: str, end: str, folder: Path) -> Connection:
    """By the variables that begin with `prefix`. Raises ImproperlyConfigured with what is missing."""
    kind = env_str(f"{prefix}_PORT", "file_drop")
    folder = Path(env_str(f"{prefix}_FOLDER", str(folder)))
    if kind == "file_drop":
        return Connection(kind, folder, end)
    if kind != "sftp":
        raise ImproperlyConfigured(f"{prefix}_PORT must be file_drop or sftp, not {kind!r}.")
    password, private_key = env_str(f"{prefix}_SFTP_PASSWORD", ""), env_str(f"{prefix}_SFTP_KEY", "")
    if not password and not private_key:
        raise ImproperlyConfigured(
            f"Set {prefix}_SFTP_KEY or {prefix}_SFTP_PASSWORD (or their _FILE) for {prefix}_PORT=sftp."
        )
    host, user, host_key = (_needed(prefix, f"{prefix}_SFTP_{name}") for name in ("HOST", "USER", "HOST_KEY"))
    if not host_key.startswith(KEY_KINDS):
        raise ImproperlyConfigured(
            f"{prefix}_SFTP_HOST_KEY must be the server's public host key: ssh-ed25519 AAAA…."
        )
    return Connection(
        kind,
        folder,
        end,
        host=host,
        port=env_int(f"{prefix}_SFTP_PORT", 22),
        user=user,
        host_key=host_key,
        password=password,
        private_key=private_key,
        out_folder=env_str(f"{prefix}_SFTP_OUT", "ud"),
        in_folder=env_str(f"{prefix}_SFTP_IN", "ind"),
        taken_folder=env_str(f"{prefix}_SFTP_TAKEN", "taget"),
        seconds=env_int(f"{prefix}_SFTP_SECONDS", 30),
    )


def _needed(prefix: str, name: str) -> str:
    if value := env_str(name, ""):
        return value
    raise ImproperlyConfigured(f"Set {name} for {prefix}_PORT=sftp: the product does not start without it.")


def port_of(connection: Connection) -> FilePort:
    """The file transfer's library is loaded only where it is used: in the worker."""
    return import_string(PORTS[connection.kind])(connection)
