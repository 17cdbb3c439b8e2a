"""A real SMTP server whose manners a test decides: it takes, defers, refuses, drops the line or falls silent."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKE = "take"
DROP_AFTER_DATA = "drop"
SILENT_AFTER_DATA = "silent"


@dataclass
class MailServer:
    """`data` says how the next messages are answered once they are handed over, `rcpt` how their recipients are.

    An answer is TAKE, DROP_AFTER_DATA, SILENT_AFTER_DATA or an SMTP reply; with none left, all is taken.
    """

    data: deque[str] = field(default_factory=deque)
    rcpt: deque[str] = field(default_factory=deque)
    received: list[EmailMessage] = field(default_factory=list)
    """Every message handed over, whatever the answer was."""
    meanwhile: Callable[[], None] = lambda: None
    """What else happens between the handing over of a message and the answer to it."""
    port: int = 0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.rcpt.popleft() if self.rcpt else TAKE
        if answer != TAKE:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content: Any = envelope.content
        self.received.append(message_from_bytes(content, policy=policy.default))
        await asyncio.to_thread(self.meanwhile)
        answer = self.data.popleft() if self.data else TAKE
        if answer == DROP_AFTER_DATA:
            server.transport.abort()
            return "250 OK"
        if answer == SILENT_AFTER_DATA:
            await asyncio.sleep(60)
        return "250 OK" if answer == TAKE else answer

    @property
    def message_ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.received]


@contextmanager
def mail_server(kind: type[MailServer] = MailServer) -> Iterator[MailServer]:
    """A server of this kind, listening on a free port of this machine while the block lasts."""
    server = kind()
    controller = FreePortController(server, hostname="127.0.0.1", port=0)
    controller.start()
    server.port = controller.server.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        controller.stop()


class FreePortController(Controller):
    """aiosmtpd knocks on the port it was asked for; with port 0 it has to ask which one it got."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
