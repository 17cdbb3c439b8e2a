"""How every view of this floor comes by its voucher: from what the user may see, never by its number alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from expenses.models import Attachment, Voucher
from expenses.permissions import why_not_edit_voucher
from expenses.selectors.whole import seen_voucher
from expenses.states import VoucherState
from klyngeokonomi.refused import Forbidden, Refused


def visible_voucher(request: HttpRequest, pk: int) -> Voucher:
    """404 for strangers."""
    if voucher := seen_voucher(request.user, pk):
        return voucher
    raise Http404


def visible_paper(request: HttpRequest, pk: int, paper: int) -> Attachment:
    """A paper of a voucher the user may see; 404 otherwise."""
    voucher = visible_voucher(request, pk)
    return get_object_or_404(voucher.attachments.select_related("document", "voucher"), pk=paper)


def edits_voucher(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a voucher its user may edit.

    Others of the cluster get 403 with the sentence. The owner of one just sent is led to its page, for that is
    where a second press of the sending button ends; a fragment is answered with the sentence alone (409). What is
    sent to a voucher that has come further is refused (409) and kept in the log.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        voucher = visible_voucher(request, pk)
        sentence = why_not_edit_voucher(request.user, voucher)
        if sentence is None:
            return view(request, voucher, **kwargs)
        if voucher.claimant_id != request.user.person_id:
            raise Forbidden(sentence, on=voucher)
        if request.method == "POST" and voucher.state != VoucherState.SUBMITTED:
            raise Refused(sentence, on=voucher)
        if request.htmx:
            return render(request, "components/alert.html", {"kind": "warning", "text": sentence}, status=409)
        messages.info(request, sentence)
        return redirect("expenses:voucher", pk=voucher.pk)

    return wrapped
