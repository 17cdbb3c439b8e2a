"""How the bank is reached, as the environment says it; and the port that goes with it."""

from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from klyngeokonomi.env import env_int, env_str
from klyngeokonomi.integrations.bank.port import BankPort

PORTS = {
    "file_drop": "klyngeokonomi.integrations.bank.file_drop.FileDrop",
    "sftp": "klyngeokonomi.integrations.bank.sftp.Sftp",
}
KEY_KINDS = ("ssh-ed25519 ", "ssh-rsa ", "ecdsa-sha2-")


@dataclass(frozen=True)
class Connection:
    """`folder` is for file_drop, the rest for sftp. `host_key` is the only key the bank's server may show."""

    kind: str
    folder: Path
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


def read_connection(var: Path) -> Connection:
    """The connection named by the environment. Raises ImproperlyConfigured with what is missing."""
    kind = env_str("BANK_PORT", "file_drop")
    folder = Path(env_str("BANK_FOLDER", str(var / "bank")))
    if kind == "file_drop":
        return Connection(kind, folder)
    if kind != "sftp":
        raise ImproperlyConfigured(f"BANK_PORT must be file_drop or sftp, not {kind!r}.")
    password, private_key = env_str("BANK_SFTP_PASSWORD", ""), env_str("BANK_SFTP_KEY", "")
    if not password and not private_key:
        raise ImproperlyConfigured(
            "Set BANK_SFTP_KEY or BANK_SFTP_PASSWORD (or their _FILE) for BANK_PORT=sftp."
        )
    host_key = env_for_sftp("BANK_SFTP_HOST_KEY")
    if not host_key.startswith(KEY_KINDS):
        raise ImproperlyConfigured(
            "BANK_SFTP_HOST_KEY must be the bank's public host key: ssh-ed25519 AAAA…."
        )
    return Connection(
        kind,
        folder,
        host=env_for_sftp("BANK_SFTP_HOST"),
        port=env_int("BANK_SFTP_PORT", 22),
        user=env_for_sftp("BANK_SFTP_USER"),
        host_key=host_key,
        password=password,
        private_key=private_key,
        out_folder=env_str("BANK_SFTP_OUT", "ud"),
        in_folder=env_str("BANK_SFTP_IN", "ind"),
        taken_folder=env_str("BANK_SFTP_TAKEN", "taget"),
        seconds=env_int("BANK_SFTP_SECONDS", 30),
    )


def env_for_sftp(name: str) -> str:
    if value := env_str(name, ""):
        return value
    raise ImproperlyConfigured(f"Set {name} for BANK_PORT=sftp: the product does not start without it.")


def bank() -> BankPort:
    """The port of the settings. The file transfer's library is loaded only where it is used: in the worker."""
    return import_string(PORTS[settings.BANK.kind])(settings.BANK)
