"""Ready to pay: what can be paid is picked, looked through as a plan, and built into a run."""

import uuid

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from approvals.actions.build_batch import build_batch
from approvals.forms.batch import PickForm, PlanForm, first_execution_day
from approvals.models import Batch
from approvals.permissions import why_not_build_batch
from approvals.selectors.ready import Ready, ready_for
from clusters.models import Cluster
from klyngeokonomi.refused import Refused

PAGE, PLAN = "admin/approvals/batch/ready.html", "admin/approvals/batch/plan.html"
MOST_SHOWN = 300
"""Vouchers listed for one's pick; with more, one cluster is looked at at a time, or all are taken."""
MOST_HELD = 25
"""Vouchers named under each reason for being held; the rest are counted."""


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """`?klynge=slug` narrows to one cluster."""
    return _show(request, PickForm(initial={"execution_date": first_execution_day()}))


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """What would be built: nothing is written before the next button."""
    _must_build(request)
    form = PickForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    only = None if form.cleaned_data["alle"] else form.cleaned_data["bilag"]
    found = ready_for(request.user, cluster=_cluster(request), only=only)
    if not found.total.count:
        form.add_error(None, "Vælg mindst ét bilag.")
        return _show(request, form)
    context = _context(request, "Se kørslen igennem", found) | {
        "execution_date": form.cleaned_data["execution_date"],
        "form": PlanForm(
            initial={
                "bilag": ",".join(map(str, found.ids)),
                "execution_date": form.cleaned_data["execution_date"],
                "seen": found.total.amount,
                "form_key": uuid.uuid4(),
            }
        ),
        "skipped": found.held if only is not None else [],
        "most_held": MOST_HELD,
    }
    return TemplateResponse(request, PLAN, context)


@require_POST
def build(request: HttpRequest) -> HttpResponse:
    _must_build(request)
    form = PlanForm(request.POST)
    refused = "Vælg bilagene igen."
    if form.is_valid():
        said = form.cleaned_data
        try:
            batch = build_batch(said.pop("bilag"), by=request.user, **said)
        except Refused as error:
            refused = str(error)
        else:
            messages.success(request, f"{batch} er samlet. En anden i klyngesekretariatet skal frigive den.")
            return redirect("admin:approvals_batch_change", batch.pk)
    return _show(request, PickForm(initial={"execution_date": first_execution_day()}), refused=refused)


def _must_build(request: HttpRequest) -> None:
    if sentence := why_not_build_batch(request.user):
        raise PermissionDenied(sentence)


def _cluster(request: HttpRequest) -> Cluster | None:
    """404 for a cluster that is none."""
    slug = request.GET.get("klynge") or request.POST.get("klynge")
    return get_object_or_404(Cluster, slug=slug) if slug else None


def _show(request: HttpRequest, form: PickForm, *, refused: str = "") -> HttpResponse:
    cluster = _cluster(request)
    found = ready_for(request.user, cluster=cluster)
    context = _context(request, "Klar til betaling", found) | {
        "cluster": cluster,
        "form": form,
        "picked": set(request.POST.getlist("bilag")) if request.method == "POST" else None,
        "is_listed": found.total.count <= MOST_SHOWN,
        "may_build": why_not_build_batch(request.user) is None,
        "most_held": MOST_HELD,
        "refused": refused,
    }
    return TemplateResponse(request, PAGE, context, status=409 if refused else 200)


def _context(request: HttpRequest, title: str, found: Ready) -> dict[str, object]:
    return {**admin.site.each_context(request), "title": title, "ready": found, "opts": Batch._meta}
