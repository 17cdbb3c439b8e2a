"""Which sessions are whose, so that a person can see and end their own (ADR 0021)."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from clusters.models.user import User


class OwnSessionQuerySet(models.QuerySet["OwnSession"]):
    def visible_to(self, user: "User") -> Self:
        """A person's own, and nobody else's."""
        return self.filter(user=user)


class OwnSession(models.Model):
    """One sign-in on one device. The session itself, with its times, is Django's row; when that is gone, so is this."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="own_sessions", verbose_name="bruger"
    )
    session_key = models.CharField("nøgle", max_length=40, unique=True)
    device = models.CharField("enhed", max_length=80)
    begun_at = models.DateTimeField("logget ind", auto_now_add=True)

    objects = OwnSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "login på en enhed"
        verbose_name_plural = "login på enheder"
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.device
