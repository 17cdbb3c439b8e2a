"""The front page, for whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from approvals.selectors.home import SHORT, home_of
from clusters.permissions import standing
from expenses.enums import VoucherKind

ASKS = ((VoucherKind.FEE, "Bed om honorar"), (VoucherKind.MILEAGE, "Skriv kørsel"))
"""What needs no paper begins from here."""


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Members and coordinators see their own; those with a national role alone go to their desk."""
    held = standing(request.user)
    if held.national and not held.clusters:
        return redirect("admin:index")
    home = home_of(request.user, held)
    context = {
        "home": home,
        "held": held,
        "short": SHORT,
        "is_anyone": bool(held.clusters),
        "asks": [(kind.value, home.key_to_begin(kind), label) for kind, label in ASKS]
        if len(held.clusters) == 1
        else [],
    }
    return render(request, "approvals/home_show.html", context)
