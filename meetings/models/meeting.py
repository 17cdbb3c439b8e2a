"""A cluster meeting."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusters.models import Cluster
from klyngeokonomi.documents.models import Document
from meetings.enums import MeetingKind
from meetings.states import MeetingState

if TYPE_CHECKING:
    from clusters.models import User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User") -> "MeetingQuerySet":
        return self.filter(cluster__in=Cluster.objects.visible_to(user))


class Meeting(models.Model):
    """When, where, what about. `programme` is the professional content that catering presupposes (the guide)."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="meetings", verbose_name="klynge")
    kind = models.CharField("slags", max_length=20, choices=MeetingKind.choices, default=MeetingKind.ORDINARY)
    topic = models.CharField("emne", max_length=200)
    programme = models.TextField("fagligt program", blank=True)
    place = models.CharField("sted", max_length=200)
    country = models.CharField("land", max_length=2, default="DK")
    travel_self_paid = models.BooleanField("deltagerne betaler selv rejsen", default=False)
    starts_at = models.DateTimeField("begynder")
    ends_at = models.DateTimeField("slutter")
    state = models.CharField(
        "status", max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oprettet af"
    )
    created_at = models.DateTimeField("oprettet", auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "møde"
        verbose_name_plural = "møder"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meetings_meeting_ends_after_start",
                violation_error_message="Mødet skal slutte, efter at det begynder.",
            )
        ]
        indexes = [models.Index(fields=["cluster", "-starts_at"], name="meetings_meeting_calendar")]

    def __str__(self) -> str:
        return self.topic


class MeetingPaper(models.Model):
    """Agenda, programme or minutes of a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers", verbose_name="møde")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="dokument")
    title = models.CharField("titel", max_length=120)

    class Meta:
        verbose_name = "mødepapir"
        verbose_name_plural = "mødepapirer"

    def __str__(self) -> str:
        return self.title
