"""One SMTP transaction for one message, and what its outcome means. Touches no table.

smtplib answers in three ways: a reply code (the server knows and has told us), silence before the message was
offered (nothing went), and silence after (nobody knows). Only the last may double a mail (reliability T049).
"""

import contextlib
import logging
import smtplib
from dataclasses import dataclass
from enum import Enum, auto

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from klyngeokonomi.outbox.models import Message

logger = logging.getLogger(__name__)


class Outcome(Enum):
    SENT = auto()
    LATER = auto()
    """Not sent; this message may be tried again."""
    NO_SERVER = auto()
    """Not sent, and no other message would be: the server is away, or refuses us as sender."""
    UNKNOWN = auto()
    """The line fell silent with the message under way; it may have been sent."""
    NEVER = auto()
    """Refused for good."""
    FAULT = auto()
    """The message itself cannot be made into a mail."""


@dataclass(frozen=True)
class Verdict:
    """What came of one try; `text` is a Danish sentence with the server's own words, empty when sent."""

    outcome: Outcome
    text: str = ""


SENT = Verdict(Outcome.SENT)


def send(message: Message) -> Verdict:
    """Try once, within EMAIL_TIMEOUT for each of the server's answers. Never raises."""
    try:
        mail = _mail(message)
        mail.message()
    except Exception as error:
        logger.exception("Message %s cannot be made into a mail", message.pk)
        return Verdict(Outcome.FAULT, f"Beskeden kan ikke laves om til en mail: {_words(error)}")
    try:
        connection = get_connection()
        connection.open()
    except Exception as error:
        logger.warning("No mail server: %r", error)
        return Verdict(Outcome.NO_SERVER, f"Mailserveren svarer ikke: {_words(error)}")
    try:
        return _transmit(mail, connection)
    finally:
        with contextlib.suppress(Exception):
            connection.close()


def _mail(message: Message) -> EmailMultiAlternatives:
    """The row as a mail. The Message-ID is the row's own, so that a second copy can be known as one."""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body_text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.body_html:
        mail.attach_alternative(message.body_html, "text/html")
    return mail


def _transmit(mail: EmailMultiAlternatives, connection: BaseEmailBackend) -> Verdict:
    """Offer the mail on an open line, and read the server's answer, or its silence."""
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refusal(code, words, "Serveren afviste modtageren")
    except smtplib.SMTPSenderRefused as error:
        if error.smtp_code == 552:
            return _refusal(error.smtp_code, error.smtp_error, "Beskeden er for stor")
        return Verdict(Outcome.NO_SERVER, f"Serveren afviste os som afsender: {_words(error)}")
    except smtplib.SMTPResponseException as error:
        return _refusal(error.smtp_code, error.smtp_error, "Serveren afviste beskeden")
    except Exception as error:
        logger.warning("A mail is perhaps sent: %r", error)
        return Verdict(
            Outcome.UNKNOWN, f"Forbindelsen faldt ud undervejs, måske er den sendt: {_words(error)}"
        )
    return SENT


def _refusal(code: int, words: bytes | str, what: str) -> Verdict:
    """4yz asks us to come again, 5yz not to (RFC 5321 § 4.2.1)."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return Verdict(Outcome.NEVER if code >= 500 else Outcome.LATER, f"{what}: {code} {text}")


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
