"""Calling a meeting off; asks once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klyngeokonomi.refused import Refused
from meetings.actions.cancel_meeting import cancel_meeting
from meetings.forms.cancel import CancelForm
from meetings.permissions import why_not_cancel
from meetings.views.meeting_page import led_meeting, trail


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = led_meeting(request, pk)
    if refusal := why_not_cancel(request.user, meeting):
        messages.info(request, refusal)
        return redirect(meeting)
    form = CancelForm(request.POST or None)
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(meeting, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            sentence = str(refusal)
        else:
            messages.success(request, "Mødet er aflyst.")
            return redirect(meeting)
    context = {"meeting": meeting, "trail": trail(meeting), "form": form, "sentence": sentence}
    return render(request, "meetings/meeting_cancel.html", context)
