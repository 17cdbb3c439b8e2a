"""The mails that the catcher kept, read for the development pages."""

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default as readable
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"\d{1,20}-\d{1,10}\.eml")


@dataclass(frozen=True)
class Mail:
    """One mail as a page shows it. `name` is its file."""

    name: str
    at: datetime
    sender: str
    to: str
    subject: str
    text: str
    html: str


def newest(count: int, *, before: str = "") -> list[Mail]:
    """At most `count` mails, the newest first, older than the file `before` when it is given."""
    names = sorted((file.name for file in _folder().glob("*.eml")), reverse=True)
    older = [name for name in names if not before or name < before]
    return [mail for name in older[:count] if (mail := read(name))]


def read(name: str) -> Mail | None:
    """One mail; None when the name is none of the catcher's or the file is gone."""
    if not NAME.fullmatch(name):
        return None
    try:
        content = (_folder() / name).read_bytes()
    except FileNotFoundError:
        return None
    message = email.message_from_bytes(content, policy=readable)
    at = datetime.fromtimestamp(int(name.partition("-")[0]) / 1_000_000_000, tz=UTC)
    return Mail(
        name=name,
        at=at,
        sender=str(message.get("From", "")),
        to=str(message.get("X-Envelope-To", message.get("To", ""))),
        subject=str(message.get("Subject", "")),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def path_of(name: str) -> Path:
    """The file itself, for download. The name must have been read."""
    return _folder() / name


def _folder() -> Path:
    return Path(settings.MAILS_KEPT)


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return part.get_content()
    except (LookupError, UnicodeError):  # a charset nobody knows: show what can be read
        return (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
