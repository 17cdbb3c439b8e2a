"""A person's own fee statements (lønsedler): the list, one of them, its PDF. Secretariat and auditor see all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from approvals.enums import MadeState
from approvals.models import FeeStatement
from approvals.selectors.own_statements import links_of, own_statements, shown_statement
from approvals.statements.fee_records import read_printed
from approvals.statements.fee_words import worded
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.serve import HEADERS


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """One's own, by year."""
    return render(request, "approvals/fee_statement_list.html", {"statements": own_statements(request.user)})


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The same data as the paper is made of, with the way back to what each line stands for."""
    found = FeeStatement.objects.visible_to(request.user).select_related("payee").defer("cpr")
    statement = get_object_or_404(found, pk=pk)
    said = worded(read_printed(statement.printed))
    context = {
        "statement": statement,
        "row": shown_statement(statement),
        "own": request.user.person_id in (statement.person_id, statement.payee.person_id),
        "said": said,
        "lines": [
            (line, small, links)
            for (line, small), links in zip(said.lines, links_of(said.printed, request.user), strict=True)
        ],
    }
    return render(request, "approvals/fee_statement_show.html", context)


@require_safe
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF. Who took it away, and when, is logged."""
    found = FeeStatement.objects.visible_to(request.user).select_related("paper").defer("cpr", "printed")
    statement = get_object_or_404(found, pk=pk, paper__state=MadeState.READY)
    record("fee_statement_fetched", by=request.user, subject=statement, text=str(statement))
    name = f"loenseddel-{statement.number}.pdf"
    return HttpResponse(
        bytes(statement.paper.content),
        content_type="application/pdf",
        headers={**HEADERS, "Content-Disposition": content_disposition_header(True, name)},
    )
