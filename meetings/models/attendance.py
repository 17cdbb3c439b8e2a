"""Who was asked, who said yes, who came; and the frozen lists made of it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from clusters.models import Person
from meetings.enums import Answer, ParticipantKind, Presence
from meetings.models.meeting import Meeting


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def signed_up(self) -> "ParticipantQuerySet":
        """Said yes themselves, or were put on the list by name: each must be ticked off afterwards."""
        return self.filter(answer=Answer.YES)

    def unmarked(self) -> "ParticipantQuerySet":
        return self.filter(presence=Presence.UNKNOWN)


class Participant(models.Model):
    """One name on a meeting's list: a member of the cluster (person) or a guest by name alone.

    Whoever never answered and never came keeps an unknown presence and stands on no frozen list.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="participants", verbose_name="møde")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="participations", null=True, blank=True, verbose_name="person"
    )
    name = models.CharField("navn", max_length=200)
    kind = models.CharField("slags", max_length=20, choices=ParticipantKind.choices)
    answer = models.CharField("svar", max_length=10, choices=Answer.choices, default=Answer.NONE)
    presence = models.CharField("fremmøde", max_length=10, choices=Presence.choices, default=Presence.UNKNOWN)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="tilføjet af"
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "deltager"
        verbose_name_plural = "deltagere"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="meetings_participant_once",
                violation_error_message="Personen står allerede på listen.",
            ),
            models.UniqueConstraint(
                "meeting",
                Lower("name"),
                condition=models.Q(person=None),
                name="meetings_participant_guest_once",
                violation_error_message="Navnet står allerede på listen.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="meetings_participant_named",
                violation_error_message="Skriv deltagerens navn.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AttendanceList(models.Model):
    """The list as it stood when it was sent to PLO. A later change is a new version, never an edit.

    `facts` copies the meeting (frozen.py says its keys); `names` is a list of {name, kind, presence}; `changes`
    what differs from the version before, as Danish sentences. `sha256` is taken over the canonical JSON of
    version, facts, names and changes.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="lists", verbose_name="møde")
    version = models.PositiveIntegerField("udgave")
    facts = models.JSONField("mødets oplysninger")
    names = models.JSONField("navne")
    changes = models.JSONField("ændringer", default=list)
    reason = models.CharField("begrundelse", max_length=500, blank=True)
    sha256 = models.CharField("aftryk", max_length=64)
    frozen_at = models.DateTimeField("frosset", auto_now_add=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af"
    )

    class Meta:
        verbose_name = "deltagerliste"
        verbose_name_plural = "deltagerlister"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "version"],
                name="meetings_attendancelist_version",
                violation_error_message="Den udgave af listen findes allerede.",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | (models.Q(version__gt=1) & ~models.Q(reason="")),
                name="meetings_attendancelist_reason",
                violation_error_message="Skriv, hvorfor listen rettes.",
            ),
        ]

    def __str__(self) -> str:
        return f"Deltagerliste {self.version} for {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:frozen_list", args=[self.meeting_id, self.version])
