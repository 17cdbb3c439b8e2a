"""The coordinator's dashboard: what waits for me, oldest first."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from approvals.selectors.queue import PAGE, mark_of, page_for
from approvals.selectors.summary import account_lines, clusters_of, rows_of
from approvals.views.marks import clean_mark
from clusters.permissions import standing
from klyngeokonomi.htmx import page_or_part


@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    """404-free: anyone signed in may look; who endorses nothing is told so in words (403)."""
    held = standing(request.user)
    if not (any(held.leads(pk) for pk in held.clusters) or held.may_endorse_in or held.is_secretariat):
        raise PermissionDenied("Siden er for klyngens koordinator og stedfortræder.")
    mark = clean_mark(request.GET.get("efter", ""))
    found = page_for(request.user, held, mark)
    shown = found[:PAGE]
    clusters = clusters_of(shown, held)
    context = {
        "rows": rows_of(shown, clusters),
        "more": mark_of(shown[-1]) if len(found) > PAGE else "",
        "first_page": not mark,
        "accounts": account_lines(clusters, held),
    }
    return page_or_part(request, "approvals/dashboard.html", "approvals/_queue.html", context)
