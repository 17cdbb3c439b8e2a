"""Step 1: the papers. Whole forms and single files from static/js/upload.js come to the same two views."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from expenses.actions.add_paper import add_paper
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.start_voucher import start_voucher
from expenses.enums import VoucherKind
from expenses.forms.papers import PAPER_KIND, NewVoucherForm, PaperCard, PapersForm
from expenses.models import Voucher
from expenses.permissions import why_not_edit_voucher
from expenses.selectors.steps import steps_of
from expenses.views.access import edits_voucher
from klyngeokonomi.htmx import page_or_part
from klyngeokonomi.refused import Refused

ASKED = {"honorar": VoucherKind.FEE, "koersel": VoucherKind.MILEAGE}
"""Kinds that a link may ask for."""
PAGE, PART = "expenses/voucher_papers.html", "expenses/_papers.html"


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A draft is begun by the first thing sent; the form's key leads every repeat to the same draft."""
    if request.method == "GET":
        given = {name: request.GET.get(name, "") for name in ("moede", "klynge")}
        kind = ASKED.get(request.GET.get("slags", ""), VoucherKind.OUTLAY)
        form = NewVoucherForm(initial={"form_key": uuid.uuid4(), "kind": kind, **given}, user=request.user)
        return _page(request, form, None)
    form = NewVoucherForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _page(request, form, None)
    data = form.cleaned_data
    try:
        voucher = start_voucher(
            data["cluster"],
            by=request.user,
            form_key=data["form_key"],
            kind=data["kind"],
            meeting=data["moede"],
        )
    except Refused as refused:
        return _page(request, form, None, sentence=str(refused), status=409)
    if why_not_edit_voucher(request.user, voucher):
        return redirect("expenses:voucher", pk=voucher.pk)
    return _take_in(request, form, voucher)


@require_http_methods(["GET", "POST"])
@edits_voucher
def papers(request: HttpRequest, voucher: Voucher) -> HttpResponse:
    if request.method == "GET":
        return _page(request, PapersForm.of(voucher), voucher)
    form = PapersForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, voucher)
    return _take_in(request, form, voucher)


def _take_in(request: HttpRequest, form: PapersForm, voucher: Voucher) -> HttpResponse:
    """Keep every file that can be kept; a refused one gets its sentence and stops nothing else."""
    refused = []
    if "kind" in request.POST and form.cleaned_data["kind"] != voucher.kind:
        voucher = edit_voucher(voucher, by=request.user, kind=form.cleaned_data["kind"])
    for file in form.uploads:
        try:
            add_paper(voucher, file, by=request.user, kind=PAPER_KIND[VoucherKind(voucher.kind)])
        except Refused as error:
            refused.append({"name": file.name, "sentence": str(error)})
    if request.htmx or refused:
        return _page(request, form, voucher, refused=refused)
    return redirect(
        "expenses:voucher_details" if "videre" in request.POST else "expenses:voucher_papers", voucher.pk
    )


def _page(
    request: HttpRequest,
    form: PapersForm,
    voucher: Voucher | None,
    *,
    refused: Any = (),
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    papers = list(voucher.attachments.select_related("document")) if voucher else []
    context = {
        "form": form,
        "voucher": voucher,
        "papers": [PaperCard.of(paper) for paper in papers],
        "refused": refused,
        "sentence": sentence,
        "post_to": reverse("expenses:voucher_papers", args=[voucher.pk]) if voucher else request.path,
        **steps_of(voucher, "papers"),
    }
    return page_or_part(request, PAGE, PART, context, status=status)
