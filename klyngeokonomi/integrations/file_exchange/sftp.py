"""The other end over SFTP: its host key is known beforehand, and a file appears there by a rename or not at all."""

import asyncio
import posixpath
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

import asyncssh

from klyngeokonomi.integrations.file_exchange.connection import Connection
from klyngeokonomi.integrations.file_exchange.port import (
    LARGEST_FILE,
    IncomingFile,
    SendOutcome,
    Sent,
    Unreachable,
    digest,
    is_plain_name,
    is_whole_file,
)

R = TypeVar("R")
TROUBLE = (OSError, asyncssh.Error, asyncio.TimeoutError, EOFError)
GONE = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)


@dataclass
class _Step:
    """Whether the rename that makes the file theirs has been asked for."""

    handed_over: bool = False


class Sftp:
    """FilePort over one connection for each call, each within `connection.seconds`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def send(self, name: str, content: bytes) -> SendOutcome:
        if not is_plain_name(name):
            return SendOutcome(
                Sent.REFUSED, f"»{name}« kan ikke være navnet på en fil til {self.connection.end}."
            )
        step = _Step()
        try:
            return self._ask(lambda sftp: self._send(sftp, name, content, step))
        except TROUBLE as error:
            if step.handed_over:
                return SendOutcome(
                    Sent.UNKNOWN,
                    f"Forbindelsen faldt, mens filen blev afleveret: {why(error, self.connection.end)}.",
                )
            return SendOutcome(Sent.REFUSED, f"Filen kom ikke af sted: {why(error, self.connection.end)}.")

    def is_there(self, name: str, sha256: str) -> bool | None:
        try:
            return self._ask(lambda sftp: self._is_there(sftp, name, sha256))
        except TROUBLE:
            return None

    def fetch(self) -> Iterator[IncomingFile]:
        try:
            yield from self._ask(self._fetch)
        except TROUBLE as error:
            raise Unreachable(
                f"{self.connection.end.capitalize()} kan ikke læses: {why(error, self.connection.end)}."
            ) from error

    def take(self, file: IncomingFile) -> None:
        try:
            self._ask(lambda sftp: self._take(sftp, file))
        except TROUBLE as error:
            raise Unreachable(
                f"Filen {file.name} kan ikke lægges til side: {why(error, self.connection.end)}."
            ) from error

    async def _send(self, sftp: asyncssh.SFTPClient, name: str, content: bytes, step: _Step) -> SendOutcome:
        end, target = self.connection.end, posixpath.join(self.connection.out_folder, name)
        if (there := await _content(sftp, target)) is not None:
            if there == content:
                return SendOutcome(Sent.SENT)
            return SendOutcome(
                Sent.REFUSED, f"{end.capitalize()} har allerede en anden fil med navnet {name}."
            )
        async with sftp.open(f"{target}.part", "wb") as file:
            await file.write(content)
        if (await sftp.stat(f"{target}.part")).size != len(content):
            return SendOutcome(Sent.REFUSED, "Filen kom ikke helt frem.")
        step.handed_over = True
        try:
            await sftp.posix_rename(f"{target}.part", target)
        except asyncssh.SFTPOpUnsupported:
            await sftp.rename(f"{target}.part", target)
        return SendOutcome(Sent.SENT)

    async def _is_there(self, sftp: asyncssh.SFTPClient, name: str, sha256: str) -> bool | None:
        """What they have fetched out of the folder can no longer be told from what never came there."""
        target = posixpath.join(self.connection.out_folder, name)
        if (there := await _content(sftp, target)) is not None:
            return digest(there) == sha256
        return False if await _content(sftp, f"{target}.part") is not None else None

    async def _fetch(self, sftp: asyncssh.SFTPClient) -> list[IncomingFile]:
        names = [str(name) for name in await sftp.listdir(self.connection.in_folder)]
        found = []
        for name in sorted(filter(is_whole_file, names)):
            path = posixpath.join(self.connection.in_folder, name)
            before = await sftp.stat(path)
            if before.type != asyncssh.FILEXFER_TYPE_REGULAR or (before.size or 0) > LARGEST_FILE:
                continue
            content = await _content(sftp, path)
            after = await sftp.stat(path)
            if content is not None and len(content) == after.size and before.mtime == after.mtime:
                found.append(IncomingFile(name, content))
        return found

    async def _take(self, sftp: asyncssh.SFTPClient, file: IncomingFile) -> None:
        path = posixpath.join(self.connection.in_folder, file.name)
        if await _content(sftp, path) != file.content:
            return
        with suppress(asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists):
            await sftp.mkdir(self.connection.taken_folder)
        target = posixpath.join(self.connection.taken_folder, file.name)
        await sftp.rename(path, f"{target}.{file.sha256[:8]}" if await sftp.exists(target) else target)

    def _ask(self, question: Callable[[asyncssh.SFTPClient], Awaitable[R]]) -> R:
        async def asked() -> R:
            async with asyncio.timeout(self.connection.seconds), self._session() as sftp:
                return await question(sftp)

        return asyncio.run(asked())

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[asyncssh.SFTPClient]:
        """A session with the server that has the known key, and no other; nothing is read from this machine's user."""
        given = self.connection
        trusted = asyncssh.import_public_key(given.host_key)
        keys = [asyncssh.import_private_key(given.private_key)] if given.private_key else None
        async with (
            asyncssh.connect(
                given.host,
                given.port,
                username=given.user,
                password=given.password or None,
                client_keys=keys,
                known_hosts=([trusted], [], []),
                server_host_key_algs="default",
                preferred_auth="publickey" if keys else "password",
                agent_path=None,
                config=None,
                connect_timeout=given.seconds,
                login_timeout=given.seconds,
                keepalive_interval=10,
            ) as connection,
            connection.start_sftp_client() as sftp,
        ):
            yield sftp


async def _content(sftp: asyncssh.SFTPClient, path: str) -> bytes | None:
    """The whole file; None when there is none."""
    try:
        async with sftp.open(path, "rb") as file:
            return await file.read(LARGEST_FILE + 1)
    except GONE:
        return None


def why(error: BaseException, end: str) -> str:
    """A cause in Danish, without anything the other end wrote."""
    if isinstance(error, TimeoutError):
        return f"{end} svarede ikke i tide"
    if isinstance(error, asyncssh.HostKeyNotVerifiable):
        return f"serveren viste en anden nøgle end {end}s"
    if isinstance(error, asyncssh.PermissionDenied):
        return f"{end} afviste vores adgang"
    if isinstance(error, asyncssh.SFTPNoSpaceOnFilesystem | asyncssh.SFTPQuotaExceeded):
        return f"der er ikke plads hos {end}"
    if isinstance(error, asyncssh.SFTPError) and not isinstance(error, asyncssh.SFTPConnectionLost):
        return f"{end} afviste filen"
    return (
        f"forbindelsen til {end} blev afbrudt" if isinstance(error, asyncssh.Error) else f"{end} kan ikke nås"
    )
