"""An address that breaks with a person in hand, for test_sentry.py."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
@login_not_required
def breaks(request: HttpRequest) -> HttpResponse:
    name = "Mette " + "Medlem"
    raise ValueError(f"mette@example.dk 010190-1234 {len(name)}")


urlpatterns = [path("fejl/", breaks)]
