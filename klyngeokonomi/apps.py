"""The house itself as a Django app, and its admin."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class KlyngeokonomiConfig(AppConfig):
    """The attic and the cellar: commands, template tags, settings. It has no tables of its own."""

    name = "klyngeokonomi"
    label = "klyngeokonomi"
    verbose_name = "Klyngeøkonomi"

    def ready(self) -> None:
        """Makes our Celery app the current one, so that the web process too knows the broker; adds checks."""
        import_module("klyngeokonomi.celery")
        import_module("klyngeokonomi.checks")


class AdminConfig(DjangoAdminConfig):
    """Django admin behind our own site object."""

    default_site = "klyngeokonomi.admin_site.Site"
