"""Ticking who is there: on a phone, row by row with htmx, or the whole form at once without."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from klyngeokonomi.htmx import page_or_part
from klyngeokonomi.refused import Refused
from meetings.actions.mark_presence import mark_presence
from meetings.forms.attendance import TICKS, NameForm, marks_from
from meetings.permissions import why_not_close, why_not_mark
from meetings.selectors.attendance_list import participants, tally
from meetings.views.meeting_page import led_meeting, trail


@require_http_methods(["GET", "HEAD", "POST"])
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """An htmx tick answers with the tally alone, 409 with the sentence when it is refused."""
    meeting = led_meeting(request, pk)
    sentence = ""
    if request.method == "POST":
        try:
            mark_presence(
                meeting, by=request.user, marks=marks_from(request.POST), rest_came="resten" in request.POST
            )
        except Refused as refusal:
            sentence = str(refusal)
        else:
            if not request.htmx:
                messages.success(request, "Fremmødet er gemt.")
                return redirect(
                    "meetings:meeting_close" if "luk" in request.POST else "meetings:presence", pk
                )
    elif refusal := why_not_mark(request.user, meeting):
        messages.info(request, refusal)
        return redirect(meeting)
    context = {
        "meeting": meeting,
        "trail": trail(meeting),
        "tally": tally(meeting),
        "rows": participants(meeting),
        "ticks": TICKS,
        "form": NameForm(),
        "why_not_close": why_not_close(request.user, meeting),
        "sentence": sentence,
    }
    status = 409 if sentence else 200
    return page_or_part(request, "meetings/presence.html", "meetings/_tally.html", context, status=status)
