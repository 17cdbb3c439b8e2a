"""Add a programme, an agenda or minutes to a meeting."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.refused import Refused
from meetings.enums import MeetingPaperKind
from meetings.models import Meeting, MeetingPaper
from meetings.permissions import why_not_add_paper

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def add_paper(meeting: Meeting, file: UploadedFile, *, by: "User", kind: MeetingPaperKind) -> MeetingPaper:
    """The paper, received and to be read by a worker. Raises Refused when the user may not, or the file cannot."""
    now = Meeting.objects.locked(meeting)
    if sentence := why_not_add_paper(by, now):
        raise Refused(sentence)
    paper = MeetingPaper.objects.create(meeting=now, document=receive(file, by=by), kind=kind, added_by=by)
    text = f"{paper.get_kind_display()}: {paper.document.name}"
    record("meeting_paper_added", by=by, subject=now, cluster_id=now.cluster_id, text=text)
    return paper
