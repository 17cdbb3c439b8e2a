"""Closing a meeting: what will be sent is shown first, then frozen and sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klyngeokonomi.refused import Refused
from meetings.actions.close_meeting import close_meeting, why_not_complete
from meetings.permissions import why_not_close
from meetings.selectors.attendance_list import groups, tally
from meetings.views.meeting_page import led_meeting, trail


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_close(request: HttpRequest, pk: int) -> HttpResponse:
    """A second click finds the list sent, and says so on the meeting's page."""
    meeting = led_meeting(request, pk)
    if meeting.is_reported:
        messages.info(request, "Deltagerlisten er sendt til PLO.")
        return redirect(meeting)
    sentence = ""
    if request.method == "POST":
        try:
            close_meeting(meeting, by=request.user)
        except Refused as refusal:
            sentence = str(refusal)
        else:
            messages.success(request, "Mødet er lukket, og deltagerlisten er sendt til PLO.")
            return redirect(meeting)
    context = {
        "meeting": meeting,
        "trail": trail(meeting),
        "tally": tally(meeting),
        "groups": groups(meeting),
        "sentence": sentence,
        "why_not": why_not_close(request.user, meeting) or why_not_complete(meeting),
    }
    return render(request, "meetings/meeting_close.html", context, status=409 if sentence else 200)
