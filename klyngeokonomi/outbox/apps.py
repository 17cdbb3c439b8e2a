"""The outbox room: mails are rows in the act's transaction, sent afterwards (ADR 0004)."""

from importlib import import_module

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "klyngeokonomi.outbox"
    label = "outbox"
    verbose_name = "Udgående mail"

    def ready(self) -> None:
        """Registers the start-up checks."""
        import_module("klyngeokonomi.outbox.checks")
