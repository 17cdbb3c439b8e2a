"""The calendar of the user's clusters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.selectors.calendar import past, upcoming
from meetings.selectors.led import clusters_led_by


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """What comes and what was, each paged by its own key (`kommende`, `tidligere`)."""
    after, before = request.GET.get("kommende", ""), request.GET.get("tidligere", "")
    context = {
        "upcoming": upcoming(request.user, after),
        "past": past(request.user, before),
        "is_later_page": bool(after),
        "is_earlier_page": bool(before),
        "may_plan": clusters_led_by(request.user).exists(),
    }
    return render(request, "meetings/meeting_list.html", context)
