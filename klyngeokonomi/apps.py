"""The house itself as a Django app, and its admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class KlyngeokonomiConfig(AppConfig):
    """The attic and the cellar: commands, template tags, settings. It has no tables of its own."""

    name = "klyngeokonomi"
    label = "klyngeokonomi"
    verbose_name = "Klyngeøkonomi"


class AdminConfig(DjangoAdminConfig):
    """Django admin behind our own site object."""

    default_site = "klyngeokonomi.admin_site.Site"
