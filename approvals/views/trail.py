"""The way back from what stands below a cluster's account."""

from django.urls import reverse

from clusters.models import Cluster


def way_back(cluster: Cluster) -> tuple[str, str]:
    """A step of the breadcrumbs: its label and address."""
    return "Konto", reverse("approvals:account_of", args=[cluster.slug])
