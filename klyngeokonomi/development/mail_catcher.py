"""A mail server that delivers nothing: python -m klyngeokonomi.development.mail_catcher PORT FOLDER [ADDRESS].

Each mail becomes one .eml file, whole from the moment its name is there, with the envelope in two X- headers.
It takes mail from this machine only, unless it is given another address to listen on.
"""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 40 * 1024 * 1024


class KeepInFolder:
    """aiosmtpd's handler: what comes in is a file when the sender is told 250."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Write the mail, then answer."""
        name = f"{time.time_ns()}-{os.getpid()}.eml"
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        waiting = self.folder / f"{name}.part"
        waiting.write_bytes(head.encode("utf-8", "replace") + envelope.original_content)
        waiting.rename(self.folder / name)
        return "250 Message kept"


async def serve(port: int, folder: Path, address: str) -> None:
    """Take mail until SIGTERM or SIGINT. Raises OSError when the port is taken."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    handler = KeepInFolder(folder)

    def protocol() -> SMTP:
        return SMTP(handler, hostname="localhost", data_size_limit=LARGEST, enable_SMTPUTF8=True, loop=loop)

    server = await loop.create_server(protocol, address, port)
    async with server:
        await ended.wait()


def main(arguments: list[str]) -> int:
    """0 when it was asked to stop, 1 with a sentence when it could not start."""
    port, folder, address = [*arguments, "127.0.0.1"][:3]
    try:
        asyncio.run(serve(int(port), Path(folder), address))
    except OSError as error:
        sys.stderr.write(f"Mailfangeren kan ikke bruge port {port}: {error.strerror}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
