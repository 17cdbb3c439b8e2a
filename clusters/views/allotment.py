"""A cluster's allotment: what the register gives, what the region paid, and why they differ. Open to its members."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clusters.models import Cluster
from clusters.policy.allotment import payment_day, register_day
from clusters.selectors.allotment_bars import bars_of
from clusters.selectors.allotment_year import shown_year, years_to_choose
from clusters.selectors.allotments import cluster_year
from clusters.selectors.unclear_clinics import unclear_clinics


@require_safe
def allotment_of(request: HttpRequest, slug: str) -> HttpResponse:
    """404 for strangers. ?aar= asks for another year than this one."""
    cluster = get_object_or_404(Cluster.objects.visible_to(request.user), slug=slug)
    today = timezone.localdate()
    year = shown_year(request.GET.get("aar", ""), today)
    shown = cluster_year(cluster, year)
    context = {
        "cluster": cluster,
        "shown": shown,
        "year": year,
        "years": years_to_choose(today),
        "register_day": register_day(year),
        "payment_day": payment_day(year),
        "trail": [("Konto", reverse("approvals:account_of", args=[cluster.slug]))],
        "unclear": unclear_clinics(today, cluster),
        "bars": bars_of(cluster, shown),
    }
    return render(request, "clusters/allotment.html", context)
