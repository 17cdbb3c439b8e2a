"""Asking a member to stand in for the coordinator, answering, and ending it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from clusters.actions.answer_deputy import accept_deputy, decline_deputy
from clusters.actions.appoint_deputy import appoint_deputy
from clusters.actions.end_role import end_role
from clusters.enums import Role
from clusters.forms.deputy import DeputyForm
from clusters.models import Membership
from clusters.views.members import seen_cluster, show
from klyngeokonomi.refused import Refused


@require_POST
def appoint(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = seen_cluster(request, slug)
    form = DeputyForm(request.POST, cluster=cluster)
    if not form.is_valid():
        return show(request, cluster, form=form)
    try:
        membership = appoint_deputy(cluster, **form.cleaned_data, by=request.user)
    except Refused as refused:
        return show(request, cluster, form=form, sentence=str(refused))
    messages.success(
        request, f"{membership.person} er spurgt og får en mail. Opgaven gælder, når der er sagt ja."
    )
    return redirect("clusters:members_of", cluster.slug)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The one who is asked says yes or no; anybody else gets 404."""
    asked = Membership.objects.select_related("cluster").filter(
        role=Role.DEPUTY, person_id=request.user.person_id
    )
    membership = get_object_or_404(asked, pk=pk)
    try:
        if request.POST.get("svar") == "ja":
            accept_deputy(membership, by=request.user)
            messages.success(request, "Tak. Du er stedfortræder i perioden.")
        else:
            decline_deputy(membership, by=request.user)
            messages.success(request, "Du har sagt nej. Koordinatoren får besked.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("clusters:member_list")


@require_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    cluster = seen_cluster(request, slug)
    membership = get_object_or_404(Membership, pk=pk, cluster=cluster, role=Role.DEPUTY)
    try:
        end_role(membership, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{membership.person} er ikke længere stedfortræder.")
    return redirect("clusters:members_of", cluster.slug)
