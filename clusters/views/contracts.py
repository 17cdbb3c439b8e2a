"""The register of a cluster's contracts: every member sees that they exist; fewer see what they pay."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clusters.forms.contract import SignedForm, StopForm
from clusters.models import Cluster, Contract
from clusters.permissions import (
    sees_pay,
    why_not_change_contract,
    why_not_confirm_contract,
    why_not_lead_cluster,
    why_not_sign_contract,
    why_not_stop_contract,
)
from clusters.selectors.contracts import Held, held_in, in_register
from clusters.views.members import seen_cluster
from klyngeokonomi.documents import serve


@require_safe
def contract_list(request: HttpRequest) -> HttpResponse:
    """The one cluster's contracts, or a choice of clusters."""
    clusters = list(Cluster.objects.visible_to(request.user).active())
    if len(clusters) == 1:
        return redirect("clusters:contracts_of", clusters[0].slug)
    return render(request, "clusters/contract_choose.html", {"clusters": clusters})


@require_safe
def contracts_of(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = seen_cluster(request, slug)
    held = {one.contract.pk: one for one in held_in([cluster.pk]).get(cluster.pk, [])}
    today = timezone.localdate()
    rows = [(one, held.get(one.pk)) for one in in_register(cluster)]
    context = {
        "cluster": cluster,
        "current": [row for row in rows if not _is_over(*row, today)],
        "over": [row for row in rows if _is_over(*row, today)],
        "today": today,
        "may_enter": why_not_lead_cluster(request.user, cluster) is None,
    }
    return render(request, "clusters/contract_list.html", context)


def _is_over(contract: Contract, held: Held | None, today: Any) -> bool:
    return (held.last if held else contract.own_last_day) < today


def trail_to(cluster: Cluster) -> list[tuple[str, str]]:
    """The way back from a contract."""
    return [("Kontrakter", reverse("clusters:contracts_of", args=[cluster.slug]))]


def seen_contract(request: HttpRequest, pk: int) -> Contract:
    """404 for strangers."""
    rows = Contract.objects.visible_to(request.user).select_related(
        "cluster", "person", "document", "entered_by", "signed_by", "confirmed_by", "replaces__person"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, seen_contract(request, pk))


def show(
    request: HttpRequest, one: Contract, *, sentence: str = "", bound: dict[str, Form] | None = None
) -> HttpResponse:
    """The page; after a refusal with its sentence, and what was typed kept."""
    user, forms = request.user, bound or {}
    held = next(
        (held for held in held_in([one.cluster_id]).get(one.cluster_id, []) if held.contract.pk == one.pk),
        None,
    )
    context = {
        "contract": one,
        "trail": trail_to(one.cluster),
        "held": held,
        "today": timezone.localdate(),
        "sees_pay": sees_pay(user, one),
        "leads": why_not_lead_cluster(user, one.cluster) is None,
        "may_change": why_not_change_contract(user, one) is None,
        "may_confirm": why_not_confirm_contract(user, one) is None,
        "sign": forms.get("sign") or SignedForm() if why_not_sign_contract(user, one) is None else None,
        "stop": forms.get("stop") or StopForm()
        if held and why_not_stop_contract(user, one) is None
        else None,
        "sentence": sentence,
        "errors": next(iter(forms.values()), None),
    }
    return render(request, "clusters/contract_show.html", context, status=409 if sentence else 200)


@require_safe
def contract_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The cleaned copy, to those who see the pay; 404 for others, and until it is read."""
    one = seen_contract(request, pk)
    rows = Contract.objects.visible_to(request.user).filter(document__isnull=False)
    found = get_object_or_404(rows if sees_pay(request.user, one) else rows.none(), pk=pk)
    return serve.safe_copy(found.document)
