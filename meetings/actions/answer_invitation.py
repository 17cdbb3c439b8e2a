"""A member says yes or no to a meeting, for themselves."""

from typing import TYPE_CHECKING

from django.db import transaction

from klyngeokonomi.refused import Refused
from meetings.enums import Answer
from meetings.models import Meeting, Participant
from meetings.permissions import why_not_answer
from meetings.selectors.attendance_list import own_row

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def answer_invitation(meeting: Meeting, *, by: "User", answer: Answer) -> Participant:
    """The user's own row with the answer. It may be changed until the meeting begins."""
    now = Meeting.objects.locked(meeting)
    row = own_row(now, by.person_id)
    if sentence := why_not_answer(by, now, row):
        raise Refused(sentence)
    if answer not in (Answer.YES, Answer.NO):
        raise Refused("Svar ja eller nej.")
    row.answer = answer
    row.save(update_fields=["answer"])
    return row
