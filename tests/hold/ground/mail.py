"""The drill's mail server: it keeps all it is handed, and treats the next new mails as it is told to."""

import asyncio
from dataclasses import dataclass, field
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.klyngeokonomi.outbox.mail_server import (
    DROP_AFTER_DATA,
    SILENT_AFTER_DATA,
    TAKE,
    MailServer,
)


@dataclass
class DrillMail(MailServer):
    """No mail meets an ill manner twice, so that none is given up for bad luck."""

    met: set[str] = field(default_factory=set)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        manner = self.data.popleft() if self.data else TAKE
        if manner != TAKE and mail["Message-ID"] in self.met:
            self.data.append(manner)
            manner = TAKE
        if manner != TAKE:
            self.met.add(mail["Message-ID"])
        if manner[0] == "4":
            return manner
        self.received.append(mail)
        if manner == DROP_AFTER_DATA:
            server.transport.abort()
        if manner == SILENT_AFTER_DATA:
            await asyncio.sleep(60)
        return "250 OK"
