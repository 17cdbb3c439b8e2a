"""The SFTP server of a fake other end, shut in its folder on this machine's own address; and its working day."""

import asyncio
import time
from pathlib import Path
from typing import Protocol

import asyncssh

USER, PASSWORD = "klyngeokonomi", "kun-til-udvikling"
ROUND_SECONDS = 0.5
CLOSED_BEFORE, CLOSED_AFTER = "closed_before", "closed_after"
"""Defects of the line: it drops while a file is handed over, and the file is not there, or is there."""


class FakeEnd(Protocol):
    """Who works behind the server: `out` is what we sent, beside what it answers; `own` is out of our sight."""

    out: Path
    own: Path

    @property
    def defect(self) -> str: ...

    def work(self) -> int:
        """Take every file that lies ready; how many."""

    def close_day(self) -> int:
        """Tell what is told once a day; how many files."""


def host_key(own: Path) -> asyncssh.SSHKey:
    """The server's key, made at the first start and kept out of the customer's folder."""
    own.mkdir(parents=True, exist_ok=True)
    file = own / "host_key"
    if not file.exists():
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(file)
        file.chmod(0o600)
    return asyncssh.read_private_key(file)


def public_key(own: Path) -> str:
    """What the customer must know beforehand."""
    return host_key(own).export_public_key("openssh").decode().strip()


def address(prefix: str, own: Path, port: int) -> dict[str, str]:
    """How the product reaches this server, as variables of its environment."""
    return {
        f"{prefix}_PORT": "sftp",
        f"{prefix}_SFTP_HOST": "127.0.0.1",
        f"{prefix}_SFTP_PORT": str(port),
        f"{prefix}_SFTP_USER": USER,
        f"{prefix}_SFTP_PASSWORD": PASSWORD,
        f"{prefix}_SFTP_HOST_KEY": public_key(own),
    }


class _Door(asyncssh.SSHServer):
    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


def _files(end: FakeEnd) -> type[asyncssh.SFTPServer]:
    class Files(asyncssh.SFTPServer):
        """The customer's folder. By defect, the line drops just before or just after a file is handed over."""

        def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
            if end.defect == CLOSED_BEFORE:
                self.connection.abort()
                raise asyncssh.SFTPConnectionLost("closed")
            super().posix_rename(oldpath, newpath)
            if end.defect == CLOSED_AFTER:
                self.connection.abort()

    return Files


async def listen(end: FakeEnd, host: str, port: int) -> asyncssh.SSHAcceptor:
    """A server ready for customers; port 0 takes any free one."""
    files, root = _files(end), str(end.out.parent).encode()
    return await asyncssh.listen(
        host,
        port,
        server_factory=_Door,
        server_host_keys=[host_key(end.own)],
        sftp_factory=lambda channel: files(channel, chroot=root),
        allow_scp=False,
        config=None,
    )


async def keep_open(end: FakeEnd, host: str, port: int, settle_seconds: float) -> None:
    """Serve and work until the task is cancelled. A day ends when nothing was sent for `settle_seconds`."""
    async with await listen(end, host, port):
        quiet_since = time.monotonic()
        while True:
            if end.work():
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since >= settle_seconds:
                end.close_day()
                quiet_since = time.monotonic()
            await asyncio.sleep(ROUND_SECONDS)
