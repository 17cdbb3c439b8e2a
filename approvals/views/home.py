"""The front page, for whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from approvals.selectors.home import SHORT, home_of
from clusters.permissions import standing


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Members and coordinators see their own; those with a national role alone go to their desk."""
    held = standing(request.user)
    if held.national and not held.clusters:
        return redirect("admin:index")
    return render(
        request,
        "approvals/home_show.html",
        {"home": home_of(request.user, held), "held": held, "short": SHORT, "is_anyone": bool(held.clusters)},
    )
