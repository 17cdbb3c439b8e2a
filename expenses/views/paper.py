"""One paper of a draft: how far its reading is, what kind it is, turn it, take it off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from expenses.actions.attach_document import detach_document, set_paper_kind
from expenses.actions.turn_paper import turn_paper
from expenses.enums import PaperKind
from expenses.forms.papers import PaperCard, PaperKindForm
from expenses.models import Attachment, Voucher
from expenses.views.access import edits_voucher, visible_paper
from klyngeokonomi.refused import Refused


@require_safe
def preview(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The thumbnail, or how far the reading is; htmx asks again until it is there.

    The rest of the paper's card is left as it is, for its owner may be choosing in it.
    """
    card = PaperCard.of(visible_paper(request, pk, paper))
    return render(request, "expenses/_paper_progress.html", {"card": card})


@require_POST
@edits_voucher
def kind(request: HttpRequest, voucher: Voucher, paper: int) -> HttpResponse:
    found = _of(voucher, paper)
    form = PaperKindForm(request.POST, paper=found)
    if form.is_valid():
        found = set_paper_kind(found, PaperKind(form.cleaned_data["kind"]), by=request.user)
    return _answer(request, voucher, found)


@require_POST
@edits_voucher
def turn(request: HttpRequest, voucher: Voucher, paper: int) -> HttpResponse:
    found, sentence = _of(voucher, paper), ""
    try:
        turn_paper(found, by=request.user)
    except Refused as refused:
        sentence = str(refused)
    return _answer(request, voucher, _of(voucher, paper), sentence)


@require_POST
@edits_voucher
def remove(request: HttpRequest, voucher: Voucher, paper: int) -> HttpResponse:
    detach_document(_of(voucher, paper), by=request.user)
    if request.htmx:
        return HttpResponse("")
    return redirect("expenses:voucher_papers", voucher.pk)


def _of(voucher: Voucher, paper: int) -> Attachment:
    return get_object_or_404(voucher.attachments.select_related("document", "voucher"), pk=paper)


def _answer(request: HttpRequest, voucher: Voucher, paper: Attachment, sentence: str = "") -> HttpResponse:
    if not request.htmx and not sentence:
        return redirect("expenses:voucher_papers", voucher.pk)
    if request.htmx:
        return render(request, "expenses/_paper.html", {"card": PaperCard.of(paper, sentence)})
    raise Refused(sentence)
