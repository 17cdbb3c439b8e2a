"""Put a mail in the outbox, in the transaction of the act that promises it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context
from django.template.loader import get_template, render_to_string

from klyngeokonomi import kick
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused

HOLDS_CPR = (
    "Teksten indeholder noget, der ligner et CPR-nummer. "
    "Det må ikke sendes med mail: fjern det, og prøv igen."
)

NO_ADDRESS = "»{to}« er ikke en mailadresse, der kan skrives til. Ret adressen, og prøv igen."


def enqueue(
    *,
    key: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    reply_to: str = "",
    holds_secret: bool = False,
) -> bool:
    """Promise one mail to one address; True when the promise is new, False when `key` was used before.

    `template` is <app>/<name>, a folder under templates/emails/ with subject.txt, body.txt and body.html.
    `holds_secret` is for a mail whose link signs its reader in: nobody sees its text, and it is wiped once sent.
    Raises Refused when the mail would carry a CPR number, or `to` is no address. A broker that is down delays
    nothing.
    """
    return _insert(_message(Promise(key, to, template, context, reply_to, holds_secret)))


@dataclass(frozen=True, slots=True)
class Promise:
    """One mail, as the arguments of `enqueue`."""

    key: str
    to: str
    template: str
    context: Mapping[str, Any]
    reply_to: str = ""
    holds_secret: bool = False


def enqueue_many(promises: Sequence[Promise]) -> None:
    """Promise them all in a few statements; those whose key was used before are kept already. Raises Refused."""
    if promises:
        rows = [_message(one) for one in promises]
        Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        kick.on_commit("klyngeokonomi.outbox.sweep")


def _message(promise: Promise) -> Message:
    """The row, not yet saved. Raises Refused."""
    facts = {
        "site_url": settings.SITE_URL,
        "plo_email": settings.PLO_EMAIL,
        "plo_phone": settings.PLO_PHONE,
        **promise.context,
    }
    if not is_address(promise.to):
        raise Refused(NO_ADDRESS.format(to=promise.to))
    folder = f"emails/{promise.template}"
    subject = " ".join(_plain(f"{folder}/subject.txt", facts).split())[:200]
    body_text = _plain(f"{folder}/body.txt", facts).strip() + "\n"
    body_html = render_to_string(f"{folder}/body.html", facts)
    if any(holds_cpr(part) for part in (subject, body_text, body_html)):
        raise Refused(HOLDS_CPR)
    return Message(
        key=promise.key,
        to=promise.to,
        subject=subject,
        body_text=body_text,
        body_html=body_html,
        reply_to=promise.reply_to,
        holds_secret=promise.holds_secret,
        message_id=f"<{uuid.uuid4()}@{urlsplit(settings.SITE_URL).hostname}>",
    )


def is_address(text: str) -> bool:
    """Whether a mail can be sent there, as far as its form tells."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _plain(name: str, facts: dict[str, Any]) -> str:
    """A text template as text: what people wrote is not turned into HTML entities."""
    return get_template(name).template.render(Context(facts, autoescape=False))


def _insert(message: Message) -> bool:
    """Add the row unless its key is taken (ON CONFLICT DO NOTHING), and hurry it along once committed."""
    with transaction.atomic(savepoint=False):
        if not insert_unless_there(message):
            return False
        kick.on_commit("klyngeokonomi.outbox.deliver", message.pk)
    return True
