"""Plan a meeting, and change the plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klyngeokonomi.refused import Refused
from meetings.actions.change_meeting import change_meeting
from meetings.actions.plan_meeting import plan_meeting
from meetings.forms.plan import ChangeMeetingForm, NewMeetingForm
from meetings.selectors.led import clusters_led_by
from meetings.views.meeting_page import led_meeting, trail


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    clusters = clusters_led_by(request.user)
    if not clusters:
        raise PermissionDenied("Møder planlægges af klyngens koordinator.")
    form = NewMeetingForm(request.POST or None, clusters=clusters)
    sentence = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            meeting = plan_meeting(
                data["cluster"],
                by=request.user,
                form_key=data["form_key"],
                invite=data["invite"],
                **form.facts(),
            )
        except Refused as refusal:
            sentence = str(refusal)
        else:
            messages.success(request, "Mødet er planlagt.")
            return redirect(meeting)
    return render(
        request, "meetings/meeting_new.html", {"form": form, "sentence": sentence, "trail": trail()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = led_meeting(request, pk)
    form = ChangeMeetingForm(request.POST or None, initial=ChangeMeetingForm.initial_from(meeting))
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting(meeting, by=request.user, version=form.cleaned_data["version"], **form.facts())
        except Refused as refusal:
            sentence = str(refusal)
        else:
            messages.success(request, "Mødet er ændret.")
            return redirect(meeting)
    context = {"form": form, "sentence": sentence, "meeting": meeting, "trail": trail(meeting)}
    return render(request, "meetings/meeting_change.html", context)
