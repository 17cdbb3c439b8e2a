"""The outbox room: mails are rows in the act's transaction, sent afterwards (ADR 0004)."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "klyngeokonomi.outbox"
    label = "outbox"
    verbose_name = "Udgående mail"
