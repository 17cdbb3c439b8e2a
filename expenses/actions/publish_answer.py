"""An answer is shown to everybody beside the guide, and taken away again."""

from typing import TYPE_CHECKING

from django.utils import timezone

from expenses.actions.write_answer import locked_answer
from expenses.enums import AnswerState
from expenses.models import Answer
from expenses.permissions import why_not_publish_answer, why_not_withdraw_answer
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def publish_answer(answer: Answer, *, by: "User") -> Answer:
    """The one it replaces is withdrawn in the same moment. Raises Refused."""
    locked = locked_answer(answer)
    if sentence := why_not_publish_answer(by, locked):
        raise Refused(sentence, on=locked, tried="Udgiv")
    if locked.replaces_id is not None:
        old = locked_answer(locked.replaces)
        if old.state == AnswerState.PUBLISHED:
            _withdraw(old, by, f"{old.question} (erstattet)")
    locked.published_at, locked.published_by = timezone.now(), by
    locked.save(update_fields=["published_at", "published_by"])
    record("answer_published", by=by, subject=locked, text=locked.question)
    return locked


@act
def withdraw_answer(answer: Answer, *, by: "User") -> Answer:
    """Nobody reads it any more; it is kept. Raises Refused."""
    locked = locked_answer(answer)
    if sentence := why_not_withdraw_answer(by, locked):
        raise Refused(sentence, on=locked, tried="Træk tilbage")
    return _withdraw(locked, by, locked.question)


def _withdraw(answer: Answer, by: "User", text: str) -> Answer:
    answer.withdrawn_at, answer.withdrawn_by = timezone.now(), by
    answer.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("answer_withdrawn", by=by, subject=answer, text=text)
    return answer
