"""The papers of a meeting, and each paper to whoever sees the meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from klyngeokonomi.documents import serve
from klyngeokonomi.refused import Refused
from meetings.actions.add_paper import add_paper
from meetings.forms.paper import PaperForm
from meetings.permissions import why_not_add_paper
from meetings.views.meeting_page import led_meeting, meeting_or_404, page_context


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = led_meeting(request, pk) if request.method == "POST" else meeting_or_404(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            add_paper(meeting, form.cleaned_data["file"], by=request.user, kind=form.cleaned_data["kind"])
        except Refused as refusal:
            sentence = str(refusal)
        else:
            messages.success(request, "Papiret er lagt ved mødet.")
            return redirect("meetings:papers", pk)
    context = {
        **page_context(request, meeting, "papers"),
        "papers": meeting.papers.select_related("document", "added_by__person"),
        "may_add": why_not_add_paper(request.user, meeting) is None,
        "form": form,
        "sentence": sentence,
    }
    return render(request, "meetings/papers.html", context, status=409 if sentence else 200)


@require_safe
def paper(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponseBase:
    """The cleaned copy as a download; 404 until it is read."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.papers.select_related("document"), pk=paper_pk)
    return serve.safe_copy(found.document)
