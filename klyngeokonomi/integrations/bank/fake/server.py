"""The bank's SFTP server, shut in its folder on this machine's own address; and the bank's working day."""

import asyncio
import time
from pathlib import Path

import asyncssh

from klyngeokonomi.integrations.bank.fake.bank import FakeBank
from klyngeokonomi.integrations.bank.fake.defects import Defect

USER, PASSWORD = "klyngeokonomi", "kun-til-udvikling"
ROUND_SECONDS = 0.5


def host_key(own: Path) -> asyncssh.SSHKey:
    """The server's key, made at the first start and kept beside the ledger."""
    own.mkdir(parents=True, exist_ok=True)
    file = own / "host_key"
    if not file.exists():
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(file)
        file.chmod(0o600)
    return asyncssh.read_private_key(file)


def public_key(own: Path) -> str:
    """What the customer must know beforehand, for BANK_SFTP_HOST_KEY."""
    return host_key(own).export_public_key("openssh").decode().strip()


class _Door(asyncssh.SSHServer):
    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


def _files(bank: FakeBank) -> type[asyncssh.SFTPServer]:
    class Files(asyncssh.SFTPServer):
        """The customer's folder. By defect, the line drops just before or just after a file is handed over."""

        def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
            if bank.defect == Defect.CLOSED_BEFORE:
                self.connection.abort()
                raise asyncssh.SFTPConnectionLost("closed")
            super().posix_rename(oldpath, newpath)
            if bank.defect == Defect.CLOSED_AFTER:
                self.connection.abort()

    return Files


async def listen(bank: FakeBank, host: str, port: int) -> asyncssh.SSHAcceptor:
    """A server ready for customers; port 0 takes any free one."""
    files, root = _files(bank), str(bank.out.parent).encode()
    return await asyncssh.listen(
        host,
        port,
        server_factory=_Door,
        server_host_keys=[host_key(bank.own)],
        sftp_factory=lambda channel: files(channel, chroot=root),
        allow_scp=False,
        config=None,
    )


async def keep_open(bank: FakeBank, host: str, port: int, settle_seconds: float) -> None:
    """Serve and work until the task is cancelled. A statement is sent when nothing was ordered for `settle_seconds`."""
    async with await listen(bank, host, port):
        quiet_since = time.monotonic()
        while True:
            if bank.work():
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since >= settle_seconds:
                bank.close_day()
                quiet_since = time.monotonic()
            await asyncio.sleep(ROUND_SECONDS)
