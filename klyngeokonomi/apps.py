"""The house itself as a Django app, and its admin."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core.checks import CheckMessage, Tags, register


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


class AdminConfig(SimpleAdminConfig):
    """Django admin behind our own site object. Its pages are loaded by urls.py: worker and clock never show them."""

    default_site = "klyngeokonomi.admin_site.Site"

    def ready(self) -> None:
        """Django's two checks of an admin, the second of them with the pages loaded."""
        register(check_dependencies, Tags.admin)
        register(check_pages, Tags.admin)


def check_pages(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Django's check of the pages that are registered, which without this may be none."""
    admin.autodiscover()
    return check_admin_app(app_configs, **options)
