"""The secretariat writes an answer, changes the draft, or throws it away."""

from typing import TYPE_CHECKING

from expenses.models import Answer, Section
from expenses.permissions import why_not_publish_answer, why_not_write_answer
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def write_answer(
    draft: Answer | None = None,
    *,
    question: str,
    answer: str,
    section: str,
    by: "User",
    replaces: Answer | None = None,
) -> Answer:
    """A new draft, or the given one with other words. `replaces` is the published answer it is to take over from.

    Raises Refused.
    """
    if draft is not None:
        draft = locked_answer(draft)
    if sentence := why_not_write_answer(by, draft):
        raise Refused(sentence, on=draft, tried="Ret kladden")
    if not Section.objects.in_force().filter(slug=section).exists():
        raise Refused("Vælg et afsnit, der gælder i dag.")
    if draft is None:
        draft = Answer(created_by=by, replaces=_replaced(replaces) if replaces else None)
    draft.question, draft.answer, draft.section = question, answer, section
    draft.save()
    record("answer_written", by=by, subject=draft, text=question)
    return draft


@act
def discard_answer(draft: Answer, *, by: "User") -> None:
    """Raises Refused when it has been published."""
    locked = locked_answer(draft)
    if sentence := why_not_publish_answer(by, locked):
        raise Refused(sentence, on=locked, tried="Kassér kladden")
    record("answer_discarded", by=by, subject=locked, text=locked.question)
    locked.delete()


def locked_answer(answer: Answer) -> Answer:
    """As it is now, and nobody else's meanwhile."""
    found = Answer.objects.select_for_update(of=("self",)).filter(pk=answer.pk).first()
    if found is None:
        raise Refused("Kladden er kasseret.")
    return found


def _replaced(answer: Answer) -> Answer:
    locked = locked_answer(answer)
    if Answer.objects.filter(replaces=locked).exists():
        raise Refused("Der er allerede et nyt svar på vej i stedet for det.")
    if locked not in Answer.objects.published():
        raise Refused("Kun et svar, der er udgivet, kan erstattes.")
    return locked
