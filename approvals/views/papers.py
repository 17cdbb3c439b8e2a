"""Papers that were asked for: how far they are, and the file itself, for who asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from approvals.enums import MadeForm
from approvals.models import MadePaper
from approvals.views.trail import way_back
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.htmx import page_or_part

TYPES = {
    MadeForm.PDF: "application/pdf",
    MadeForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for again until the paper is ready; without JavaScript the page fetches itself anew."""
    paper = get_object_or_404(MadePaper.objects.visible_to(request.user).select_related("cluster"), pk=pk)
    context = {"paper": paper, "trail": [way_back(paper.cluster)]}
    return page_or_part(request, "approvals/paper_show.html", "approvals/_made_paper.html", context)


@require_safe
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The file. Who took it away, and when, is logged."""
    paper = get_object_or_404(MadePaper.objects.visible_to(request.user), pk=pk)
    if not paper.is_ready:
        raise Http404("Papiret er ikke klar.")
    record("paper_fetched", by=request.user, subject=paper, cluster_id=paper.cluster_id, text=paper.title)
    return HttpResponse(
        bytes(paper.content),
        content_type=TYPES[MadeForm(paper.form)],
        headers={**HEADERS, "Content-Disposition": content_disposition_header(True, paper.name)},
    )
