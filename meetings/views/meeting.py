"""A meeting's front page: who comes, or who was there; and the small acts on its list."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from klyngeokonomi.refused import Refused
from meetings.actions.add_participant import add_participant
from meetings.actions.answer_invitation import answer_invitation
from meetings.actions.invite_participants import invite_participants
from meetings.actions.remove_participant import remove_participant
from meetings.enums import Answer, Presence
from meetings.forms.attendance import NameForm
from meetings.permissions import why_not_answer, why_not_mark
from meetings.selectors.attendance_list import groups, latest_list, own_row
from meetings.views.meeting_page import led_meeting, meeting_or_404, page_context


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk, NameForm())


def _page(request: HttpRequest, pk: int, form: NameForm, *, sentence: str = "") -> HttpResponse:
    found = meeting_or_404(request, pk)
    row = own_row(found, request.user.person_id)
    context = {
        **page_context(request, found, "meeting"),
        "groups": groups(found),
        "own_row": row,
        "may_answer": why_not_answer(request.user, found, row) is None,
        "may_mark": why_not_mark(request.user, found) is None,
        "latest": latest_list(found) if found.is_reported else None,
        "form": form,
        "sentence": sentence,
    }
    return render(request, "meetings/meeting.html", context)


def _act(request: HttpRequest, pk: int, done: str, act: Callable[[], Any]) -> HttpResponse:
    """Do one small thing and go back to the page, with what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("meetings:meeting", pk)


@require_POST
def meeting_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    answer = Answer.YES if request.POST.get("svar") == Answer.YES else Answer.NO
    done = "Du har svaret, at du kommer." if answer == Answer.YES else "Du har svaret, at du ikke kommer."
    return _act(request, pk, done, lambda: answer_invitation(found, by=request.user, answer=answer))


@require_POST
def meeting_invite(request: HttpRequest, pk: int) -> HttpResponse:
    found = led_meeting(request, pk)
    try:
        added = invite_participants(found, by=request.user, with_staff="uden_personale" not in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = {0: "Alle klyngens medlemmer står allerede på listen.", 1: "1 medlem er sat på listen."}
        messages.success(request, words.get(added, f"{added} medlemmer er sat på listen."))
    return redirect("meetings:meeting", pk)


@require_POST
def participant_add(request: HttpRequest, pk: int) -> HttpResponse:
    """On the day and after, whoever is added by name is there."""
    found = led_meeting(request, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    came = why_not_mark(request.user, found) is None
    try:
        added = add_participant(
            found,
            by=request.user,
            presence=Presence.ATTENDED if came else Presence.UNKNOWN,
            **form.cleaned_data,
        )
    except Refused as refusal:
        return _page(request, pk, form, sentence=str(refusal))
    messages.success(request, f"{added.name} står på listen{' som fremmødt' if came else ''}.")
    return redirect("meetings:presence" if came else "meetings:meeting", pk)


@require_POST
def participant_remove(request: HttpRequest, pk: int, participant_pk: int) -> HttpResponse:
    found = led_meeting(request, pk)
    row = get_object_or_404(found.participants.select_related("meeting__cluster"), pk=participant_pk)
    return _act(
        request, pk, f"{row.name} er taget af listen.", lambda: remove_participant(row, by=request.user)
    )
