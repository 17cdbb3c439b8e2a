"""Proofs of who signs in, and the one-time invitations that link them to a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.enums import IdentityKind, IdentityLevel
from clusters.models.person import Person


class Identity(models.Model):
    """One subject at one identity provider. `subject` is unique per provider (domain.md §3.1)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="identities", verbose_name="person")
    provider = models.CharField("udbyder", max_length=50)
    subject = models.CharField("id hos udbyderen", max_length=200)
    level = models.CharField("sikringsniveau", max_length=20, choices=IdentityLevel.choices)
    kind = models.CharField(
        "slags", max_length=20, choices=IdentityKind.choices, default=IdentityKind.PRIVATE
    )
    linked_at = models.DateTimeField("tilknyttet", auto_now_add=True)

    class Meta:
        verbose_name = "identitet"
        verbose_name_plural = "identiteter"
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "subject"],
                name="clusters_identity_one_person",
                violation_error_message="Denne MitID-identitet er allerede knyttet til en person.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.provider})"


class Invitation(models.Model):
    """A link that may be used once, to tie a MitID to a person. Only the token's SHA-256 is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations", verbose_name="person")
    token_sha256 = models.CharField("aftryk af koden", max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="inviteret af"
    )
    created_at = models.DateTimeField("sendt", auto_now_add=True)
    expires_at = models.DateTimeField("udløber")
    used_at = models.DateTimeField("brugt", null=True, blank=True)

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitationer"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="clusters_invitation_expires_later",
                violation_error_message="Invitationen skal udløbe efter, at den er sendt.",
            )
        ]

    def __str__(self) -> str:
        return f"Invitation til {self.person}"
