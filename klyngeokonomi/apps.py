"""The house itself as a Django app, and its admin."""

import os
from importlib import import_module
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
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
        if settings.SENTRY_DSN:
            import_module("klyngeokonomi.sentry").start(settings.SENTRY_DSN, settings.RELEASE)
        folder = os.environ.get("FAULT_FOLDER")
        if folder and getattr(settings, "DEVELOPMENT_PAGES", False):
            import_module("klyngeokonomi.development.fault_plans").read_from_folder(Path(folder))


class AdminConfig(DjangoAdminConfig):
    """Django admin behind our own site object."""

    default_site = "klyngeokonomi.admin_site.Site"
