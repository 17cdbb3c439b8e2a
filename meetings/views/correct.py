"""Correcting a list that was sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klyngeokonomi.refused import Refused
from meetings.actions.correct_attendance import NewName, correct_attendance
from meetings.enums import ParticipantKind, Presence
from meetings.forms.attendance import TICKS, CorrectionForm, marks_from
from meetings.permissions import why_not_correct
from meetings.selectors.attendance_list import latest_list, participants
from meetings.views.meeting_page import led_meeting, trail


@require_http_methods(["GET", "HEAD", "POST"])
def list_correct(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = led_meeting(request, pk)
    if refusal := why_not_correct(request.user, meeting):
        messages.info(request, refusal)
        return redirect(meeting)
    form = CorrectionForm(request.POST or None, initial={"version": latest_list(meeting).version})
    sentence, marks = "", {}
    if request.method == "POST":
        marks = marks_from(request.POST)
        if form.is_valid():
            try:
                frozen = correct_attendance(
                    meeting,
                    by=request.user,
                    version=form.cleaned_data["version"],
                    reason=form.cleaned_data["reason"],
                    marks=marks,
                    added=[_new_name(**data) for data in form.new_names()],
                )
            except Refused as refusal:
                sentence = str(refusal)
            else:
                messages.success(request, f"Listen er rettet. Udgave {frozen.version} er sendt til PLO.")
                return redirect("meetings:history", pk)
    rows = list(participants(meeting))
    for row in rows:
        row.shown = marks.get(row.pk, row.presence)
    context = {
        "meeting": meeting,
        "trail": trail(meeting),
        "form": form,
        "rows": rows,
        "ticks": [*TICKS, Presence.UNKNOWN],
        "sentence": sentence,
    }
    return render(request, "meetings/list_correct.html", context, status=409 if sentence else 200)


def _new_name(name: str, kind: str, presence: str) -> NewName:
    return NewName(name, ParticipantKind(kind), Presence(presence))
