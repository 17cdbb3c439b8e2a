"""Writing a contract, uploading it signed, confirming it, ending it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clusters.actions.enter_contract import change_contract, enter_contract, withdraw_contract
from clusters.actions.sign_contract import confirm_contract, sign_contract, stop_contract
from clusters.forms.contract import ContractForm, SignedForm, StopForm, initial_of
from clusters.models import Cluster, Contract
from clusters.permissions import why_not_lead_cluster
from clusters.views.contracts import seen_contract, show, trail_to
from clusters.views.members import seen_cluster
from klyngeokonomi.refused import Forbidden, Refused

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


def _led(request: HttpRequest, cluster: Cluster) -> None:
    """Raises Forbidden for those who only see it."""
    if reason := why_not_lead_cluster(request.user, cluster):
        raise Forbidden(reason, on=cluster)


@GET_AND_POST
def contract_new(request: HttpRequest, slug: str) -> HttpResponse:
    """`?erstatter=12` begins with the terms of the signed contract that the new one takes the place of."""
    cluster = seen_cluster(request, slug)
    _led(request, cluster)
    old = _replaced(request, cluster)
    form = ContractForm(request.POST or None, cluster=cluster, replaces=old, initial=initial_of(old))
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_contract(
                cluster,
                form.terms(),
                by=request.user,
                form_key=form.cleaned_data["form_key"],
                replaces=old,
            )
        except Refused as refused:
            sentence = str(refused)
        else:
            messages.success(
                request, "Kontrakten er skrevet ind. Den gælder, når den er underskrevet og lagt op."
            )
            return redirect("clusters:contract", made.pk)
    context = {"cluster": cluster, "trail": trail_to(cluster), "old": old, "form": form, "sentence": sentence}
    return render(request, "clusters/contract_new.html", context, status=409 if sentence else 200)


def _replaced(request: HttpRequest, cluster: Cluster) -> Contract | None:
    asked = request.GET.get("erstatter", "")
    if not asked:
        return None
    rows = Contract.objects.visible_to(request.user).filter(cluster=cluster, signed_at__isnull=False)
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0
    return get_object_or_404(rows.select_related("person"), pk=number)


@GET_AND_POST
def contract_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Until it is signed."""
    one = seen_contract(request, pk)
    _led(request, one.cluster)
    form = ContractForm(
        request.POST or None, cluster=one.cluster, replaces=one.replaces, initial=initial_of(one)
    )
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            change_contract(one, form.terms(), by=request.user)
        except Refused as refused:
            sentence = str(refused)
        else:
            messages.success(request, "Kontrakten er rettet.")
            return redirect("clusters:contract", one.pk)
    context = {
        "cluster": one.cluster,
        "trail": trail_to(one.cluster),
        "contract": one,
        "form": form,
        "sentence": sentence,
    }
    return render(request, "clusters/contract_change.html", context, status=409 if sentence else 200)


def _do(request: HttpRequest, one: Contract, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return show(request, one, sentence=str(refused))
    messages.success(request, done)
    return redirect("clusters:contract", one.pk)


@require_POST
def contract_sign(request: HttpRequest, pk: int) -> HttpResponse:
    one = seen_contract(request, pk)
    _led(request, one.cluster)
    form: Form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, one, bound={"sign": form})
    return _do(
        request,
        one,
        lambda: sign_contract(one, form.cleaned_data["file"], by=request.user),
        "Den underskrevne kontrakt er lagt op. Den gælder, når filen er læst igennem.",
    )


@require_POST
def contract_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    one = seen_contract(request, pk)
    return _do(request, one, lambda: confirm_contract(one, by=request.user), "Kontrakten er bekræftet.")


@require_POST
def contract_stop(request: HttpRequest, pk: int) -> HttpResponse:
    one = seen_contract(request, pk)
    _led(request, one.cluster)
    form: Form = StopForm(request.POST)
    if not form.is_valid():
        return show(request, one, bound={"stop": form})
    return _do(
        request,
        one,
        lambda: stop_contract(one, last_day=form.cleaned_data["last_day"], by=request.user),
        "Ophøret er skrevet ind.",
    )


@require_POST
def contract_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    one = seen_contract(request, pk)
    _led(request, one.cluster)
    try:
        withdraw_contract(one, by=request.user)
    except Refused as refused:
        return show(request, one, sentence=str(refused))
    messages.success(request, "Kontrakten er fjernet.")
    return redirect("clusters:contracts_of", one.cluster.slug)
