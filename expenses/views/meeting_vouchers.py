"""A meeting's vouchers with their sum, as a page and as a fragment of the meeting's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from clusters.permissions import standing
from expenses.selectors.vouchers import meeting_vouchers
from klyngeokonomi.htmx import page_or_part
from meetings.models import Meeting


@require_safe
def of_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """404 for who may not see the meeting."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    found = meeting_vouchers(request.user, meeting)
    context = {
        "meeting": meeting,
        "rows": found.rows,
        "total": found.total,
        "new_url": f"{reverse('expenses:voucher_new')}?moede={meeting.pk}",
        "may_start": bool(standing(request.user).roles_in(meeting.cluster_id)),
    }
    return page_or_part(request, "expenses/meeting_vouchers.html", "expenses/_meeting_vouchers.html", context)
