"""Proof of the outbox (I7): nothing given up unseen, nothing waiting beyond the alarm, no CPR in a body (I9)."""

from collections.abc import Iterator

from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.outbox.age import lag
from klyngeokonomi.outbox.models import Message, State


def check_outbox() -> Iterator[str]:
    waiting = lag()
    if waiting.is_alarming:
        yield waiting.sentence
    for message in Message.objects.filter(state=State.DEAD).only("pk", "subject"):
        yield f"Mailen «{message.subject}» er opgivet. Prøv igen fra mailkøen."
    bodies = Message.objects.values_list("pk", "subject", "body_text").iterator(chunk_size=2000)
    for pk, subject, body in bodies:
        if holds_cpr(subject) or holds_cpr(body):
            yield f"Mail {pk} indeholder noget, der ligner et CPR-nummer."
