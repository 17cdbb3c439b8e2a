"""The page behind the link in an invitation."""

from allauth.core import ratelimit
from allauth.core.internal import ratelimit as limits
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from clusters.actions.invite_person import fingerprint
from clusters.models import Invitation
from clusters.permissions import why_not_use_invitation
from klyngeokonomi.integrations.mitid.views import to_broker

UNKNOWN = "Linket er ikke rigtigt. Kopiér hele linket fra mailen, eller bed om en ny invitation."


@login_not_required
@never_cache
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; a POST goes on to MitID with the invitation bound to that one sign-in.

    Opening the link changes nothing, since mail programs open links on their own.
    """
    if not limits.consume(request, app="allauth.account", action="invitation", limit_get=True):
        return ratelimit.respond_429(request)
    invitation = Invitation.objects.select_related("person").filter(token_sha256=fingerprint(token)).first()
    reason = why_not_use_invitation(invitation) if invitation else UNKNOWN
    if reason:
        status = 410 if invitation else 404
        return render(request, "clusters/invitation_refused.html", {"sentence": reason}, status=status)
    if request.method == "POST":
        return to_broker(request, invitation=invitation.token_sha256)
    return render(request, "clusters/invitation_show.html", {"invitation": invitation})
