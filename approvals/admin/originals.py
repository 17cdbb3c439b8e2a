"""The door to a paper as it was sent: by a form with a reason, as a file to keep, never shown."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from approvals.actions.open_original import open_original
from approvals.admin import review
from approvals.forms.decision import OriginalForm
from klyngeokonomi.documents import serve
from klyngeokonomi.refused import Refused

NO_REASON = "Skriv, hvorfor originalen skal hentes."


@require_POST
def original(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    voucher = review.fetch(request, pk)
    found = get_object_or_404(voucher.attachments.select_related("document", "voucher"), pk=paper)
    form = OriginalForm(request.POST)
    if not form.is_valid():
        return review.show(request, voucher, refused=NO_REASON)
    try:
        document = open_original(found, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        return review.show(request, voucher, refused=str(refused))
    return serve.sealed_original(document)
