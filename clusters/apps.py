"""First floor: who we are, and the cluster's money."""

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "clusters"
    label = "clusters"
    verbose_name = "Klynger"
