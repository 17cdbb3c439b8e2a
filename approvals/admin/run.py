"""One payment run: shown whole; released, cancelled and handed out by buttons that call the actions."""

import io

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from approvals.actions.cancel_batch import cancel_batch
from approvals.actions.download_batch_file import download_batch_file
from approvals.actions.note_failed_step_up import note_failed_step_up
from approvals.actions.release_batch import release_batch
from approvals.admin.pages import beside
from approvals.forms.batch import CancelForm
from approvals.forms.step_up import CodeForm, PasswordForm, step_up_form
from approvals.models import Batch, BatchFile
from approvals.permissions import (
    why_not_cancel_batch,
    why_not_download_batch_file,
    why_not_release_batch,
)
from approvals.selectors import batch as of_batch
from approvals.states import BatchState
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.audit.refusals import keep_refusal
from klyngeokonomi.documents.serve import HEADERS
from klyngeokonomi.refused import Forbidden, Refused

PAGE = "admin/approvals/batch/show.html"
PER_PAGE = 50


def fetch(pk: str | int) -> Batch:
    """404 for an id that is none."""
    if not str(pk).isdecimal():
        raise Http404
    found = Batch.objects.select_related("built_by__person", "released_by__person", "bank_account")
    return get_object_or_404(found, pk=int(pk))


def show(
    request: HttpRequest,
    batch: Batch,
    *,
    refused: str = "",
    release_form: CodeForm | PasswordForm | None = None,
    cancel_form: CancelForm | None = None,
) -> HttpResponse:
    """The page; after a refusal with its sentence."""
    history = of_batch.history_of(batch)
    downloads = of_batch.downloads_of(history)
    page = Paginator(of_batch.payments_of(batch), PER_PAGE).get_page(request.GET.get("side"))
    waits = batch.state == BatchState.BUILT
    context = {
        **admin.site.each_context(request),
        "title": str(batch),
        "batch": batch,
        "standing": of_batch.standing_of(batch),
        "totals": of_batch.totals_of(batch),
        "page": page,
        "pages": beside(page, "betalinger"),
        "file": BatchFile.objects.defer("sealed").filter(batch=batch).first(),
        "why_not_download": why_not_download_batch_file(request.user, batch),
        "downloads": downloads,
        "last_download": downloads[-1] if downloads else None,
        "history": history,
        "waits": waits,
        "why_not_release": why_not_release_batch(request.user, batch) if waits else None,
        "may_cancel": why_not_cancel_batch(request.user, batch) is None,
        "release_form": release_form or step_up_form(request.user),
        "cancel_form": cancel_form or CancelForm(),
        "refused": refused,
        "opts": Batch._meta,
    }
    return TemplateResponse(request, PAGE, context, status=409 if refused else 200)


def _to_act_on(request: HttpRequest, pk: int) -> Batch:
    """The auditor looks, and presses nothing."""
    batch = fetch(pk)
    if sentence := why_not_run_secretariat(request.user):
        raise Forbidden(sentence, on=batch)
    return batch


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """The code is asked for here and now, from who presses the button, and only when they may release at all."""
    batch = _to_act_on(request, pk)
    if sentence := why_not_release_batch(request.user, batch):
        keep_refusal(f"Frigiv: {sentence}", by=request.user, on=batch)
        return show(request, batch, refused=sentence)
    form = step_up_form(request.user, request.POST)
    if not form.is_valid():
        told = " ".join(sentence for sentences in form.errors.values() for sentence in sentences)
        note_failed_step_up(batch, by=request.user, text=told)
        return show(request, batch, release_form=form)
    try:
        release_batch(batch, by=request.user)
    except Refused as refused:
        return show(request, fetch(pk), refused=str(refused))
    messages.success(request, f"{batch} er frigivet.")
    return redirect("admin:approvals_batch_change", pk)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    batch = _to_act_on(request, pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return show(request, batch, cancel_form=form)
    try:
        cancel_batch(batch, by=request.user, **form.cleaned_data)
    except Refused as refused:
        return show(request, fetch(pk), refused=str(refused), cancel_form=form)
    messages.success(request, f"{batch} er annulleret. Bilagene er igen klar til betaling.")
    return redirect("admin:approvals_batch_ready")


@require_POST
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same bytes at every download, as a file to keep."""
    batch = _to_act_on(request, pk)
    try:
        kept, content = download_batch_file(batch, by=request.user)
    except Refused as refused:
        return show(request, batch, refused=str(refused))
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=kept.name,
        content_type="application/octet-stream",
        headers=HEADERS,
    )


VERBS = [("frigiv", "release", release), ("annuller", "cancel", cancel), ("fil", "file", file)]
