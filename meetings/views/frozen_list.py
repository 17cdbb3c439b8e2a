"""One version of the list as it was sent: to read and to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings.selectors.attendance_list import latest_list
from meetings.selectors.frozen import is_intact, shown
from meetings.views.meeting_page import meeting_or_404, trail


@require_safe
def frozen_list(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.lists.select_related("frozen_by__person"), version=version)
    context = {
        "meeting": meeting,
        "trail": trail(meeting),
        "frozen": found,
        "shown": shown(found),
        "latest": latest_list(meeting),
        "is_intact": is_intact(found),
    }
    return render(request, "meetings/frozen_list.html", context)
