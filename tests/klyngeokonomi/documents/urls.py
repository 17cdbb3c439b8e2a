"""Addresses for test_serve.py: a view as an owner's would be, without its access check."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from klyngeokonomi.documents import serve
from klyngeokonomi.documents.models import Document


@login_not_required
def page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    return serve.page(Document.objects.get(pk=pk), number)


@login_not_required
def other(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    answers = {"thumb": serve.thumbnail, "copy": serve.safe_copy, "original": serve.sealed_original}
    return answers[what](Document.objects.get(pk=pk))


urlpatterns = [path("<uuid:pk>/side/<int:number>/", page), path("<uuid:pk>/<slug:what>/", other)]
