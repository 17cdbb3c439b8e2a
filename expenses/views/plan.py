"""May we …? Asked of a meeting before the money is spent, answered by the rules that will judge it afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from expenses.forms.plan import EACH, PlanForm
from expenses.policy.plan import PLANNED, PlannedVat, answer
from expenses.selectors.funds import available_of
from expenses.selectors.limits import limit_table
from expenses.selectors.meeting_facts import meeting_facts
from klyngeokonomi.htmx import page_or_part
from meetings.models import Meeting

LIMIT_AT, FULL_WIDTH = 200, 300
"""Where the drawing has its limit, and where it ends: one and a half times the limit."""
FIELDS = ("hvad", "antal", "pris", "pr", "moms")


@require_safe
def may_we(request: HttpRequest, pk: int) -> HttpResponse:
    """404 for who may not see the meeting. Without a question only the form, with what is known filled in."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    facts = meeting_facts([meeting.pk])[meeting.pk]
    is_asked = any(name in request.GET for name in FIELDS)
    start = {"hvad": PLANNED[0], "antal": facts.heads or None, "pr": EACH, "moms": PlannedVat.STANDARD.value}
    form = PlanForm(request.GET if is_asked else None, initial=start)
    available = available_of(meeting.cluster_id)
    context: dict[str, Any] = {"meeting": meeting, "form": form, "available": available}
    if form.is_valid():
        plan = form.plan(available)
        found = answer(plan, facts, limit_table())
        context |= {"plan": plan, "answer": found, "width": min(found.share * LIMIT_AT // 100, FULL_WIDTH)}
    return page_or_part(request, "expenses/may_we.html", "expenses/_may_we.html", context)
