"""What the meeting cost: heads here, vouchers as a fragment of the floor above."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.selectors.attendance_list import heads
from meetings.views.meeting_page import meeting_or_404, page_context


@require_safe
def economy(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request, pk)
    context = {**page_context(request, meeting, "economy"), "heads": heads(meeting)}
    return render(request, "meetings/economy.html", context)
