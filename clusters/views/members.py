"""The members of a cluster: every member sees them; who leads the cluster invites."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from clusters.actions.invite_person import invite_person
from clusters.forms.deputy import DeputyForm
from clusters.models import Cluster, Person
from clusters.permissions import standing, why_not_appoint_deputy, why_not_lead_cluster
from clusters.selectors.members import roster
from klyngeokonomi.refused import Refused


@require_safe
def member_list(request: HttpRequest) -> HttpResponse:
    """The one cluster's members, or a choice of clusters."""
    clusters = list(Cluster.objects.visible_to(request.user).active())
    if len(clusters) == 1:
        return redirect("clusters:members_of", clusters[0].slug)
    return render(request, "clusters/member_choose.html", {"clusters": clusters})


def seen_cluster(request: HttpRequest, slug: str) -> Cluster:
    """404 for strangers."""
    return get_object_or_404(Cluster.objects.visible_to(request.user), slug=slug)


@require_safe
def members_of(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, seen_cluster(request, slug))


def show(
    request: HttpRequest, cluster: Cluster, *, form: DeputyForm | None = None, sentence: str = ""
) -> HttpResponse:
    """The page; after a refusal with its sentence, and what was typed kept."""
    found = roster(cluster)
    mine = [
        one for one in found.deputies if one.person_id == request.user.person_id and one.accepted_at is None
    ]
    appoints = why_not_appoint_deputy(request.user, cluster) is None
    context = {
        "cluster": cluster,
        "roster": found,
        "mine": mine,
        "leads": why_not_lead_cluster(request.user, cluster) is None,
        "invites_all": standing(request.user).is_secretariat,
        "form": (form or DeputyForm(cluster=cluster)) if appoints else None,
        "sentence": sentence,
    }
    status = 409 if sentence else 200
    return render(request, "clusters/member_list.html", context, status=status)


@require_POST
def invite(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    cluster = seen_cluster(request, slug)
    person = get_object_or_404(Person.objects.filter(memberships__cluster=cluster).distinct(), pk=pk)
    try:
        invite_person(person, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{person} får en mail med en invitation.")
    return redirect("clusters:members_of", cluster.slug)
