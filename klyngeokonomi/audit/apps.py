"""The audit room: acts that are not a change of state, each a row nobody can change."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "klyngeokonomi.audit"
    label = "audit"
    verbose_name = "Hændelseslog"
