"""What happened to the meeting, and every version of its list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.selectors.history import history as told
from meetings.views.meeting_page import meeting_or_404, page_context


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request, pk)
    context = {
        **page_context(request, meeting, "history"),
        "events": told(meeting),
        "lists": meeting.lists.select_related("frozen_by__person"),
    }
    return render(request, "meetings/history.html", context)
