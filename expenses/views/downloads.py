"""The papers' bytes, through the owner's access check."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from expenses.models import Attachment
from expenses.permissions import why_not_open_paper
from expenses.views.access import visible_paper
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents import serve


@require_safe
def page(request: HttpRequest, pk: int, paper: int, number: int) -> HttpResponseBase:
    return serve.page(_opened(request, pk, paper).document, number)


@require_safe
def thumbnail(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    return serve.thumbnail(_opened(request, pk, paper).document)


@require_safe
def download(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """The inert copy, to keep. Who took it away, and when, is logged."""
    found = _opened(request, pk, paper)
    answer = serve.safe_copy(found.document)
    record(
        "document_downloaded",
        by=request.user,
        subject=found,
        cluster_id=found.voucher.cluster_id,
        text=f"{found.voucher}: {found.document.name}",
    )
    return answer


def _opened(request: HttpRequest, pk: int, paper: int) -> Attachment:
    found = visible_paper(request, pk, paper)
    if sentence := why_not_open_paper(request.user, found.voucher):
        raise PermissionDenied(sentence)
    return found
