"""Where one is signed in, for the one who is; ending one of them, or all others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from clusters.actions.end_session import end_other_sessions, end_session
from clusters.models import OwnSession
from clusters.selectors.own_sessions import own_sessions


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    sessions = own_sessions(request.user, this=request.session.session_key)
    others = [one for one in sessions if not one.is_this]
    return render(request, "clusters/own_sessions.html", {"sessions": sessions, "others": others})


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The one in hand is ended by signing out, which knows where to go afterwards."""
    session = get_object_or_404(OwnSession.objects.visible_to(request.user), pk=pk)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    end_session(session, by=request.user)
    messages.success(request, f"Du er logget ud på {session.device}.")
    return redirect("own_sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    count = end_other_sessions(by=request.user, keep=request.session.session_key)
    messages.success(
        request, f"Du er logget ud {count} andre steder." if count != 1 else "Du er logget ud det andet sted."
    )
    return redirect("own_sessions")
