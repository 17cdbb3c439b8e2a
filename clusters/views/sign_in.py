"""The page that asks who you are, and the addresses that lead nowhere."""

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@login_not_required
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """MitID first and large, staff's way in below; whoever is signed in goes on to where they were going."""
    next_url = get_next_redirect_url(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_url or "/")
    return render(request, "clusters/sign_in.html", {"next_url": next_url, "next_name": REDIRECT_FIELD_NAME})


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """An address allauth knows and the house does not open: sign-up, own passwords, own connections."""
    raise Http404
