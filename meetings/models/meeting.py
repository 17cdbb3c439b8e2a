"""A cluster meeting."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from clusters.models import Cluster
from clusters.permissions import standing
from meetings.enums import Country, MeetingKind
from meetings.states import MeetingState

if TYPE_CHECKING:
    from clusters.models import User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User") -> "MeetingQuerySet":
        """Those of one's clusters; all of them for secretariat and auditor."""
        held = standing(user)
        return self if held.national else self.filter(cluster__in=list(held.clusters))

    def locked(self, meeting: "Meeting") -> "Meeting":
        """The meeting as it stands now, under its row lock. Needs a transaction."""
        return self.select_related("cluster").select_for_update(of=("self",)).get(pk=meeting.pk)

    def without_list(self) -> "MeetingQuerySet":
        """Over, and its attendance list not sent."""
        return self.filter(state=MeetingState.PLANNED, ends_at__lte=timezone.now())


class Meeting(models.Model):
    """When, where, what about. `programme` is the professional content that catering presupposes (the guide).

    `version` counts the changes of the plan: a form from before the latest change is refused, and each
    change is told by one mail. `form_key` makes a plan sent twice one meeting.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="meetings", verbose_name="klynge")
    kind = models.CharField("slags", max_length=20, choices=MeetingKind.choices, default=MeetingKind.ORDINARY)
    topic = models.CharField("emne", max_length=200)
    programme = models.TextField("fagligt program", max_length=5000, blank=True)
    place = models.CharField("sted", max_length=200)
    country = models.CharField("land", max_length=2, choices=Country.choices, default=Country.DENMARK)
    travel_self_paid = models.BooleanField("deltagerne betaler selv rejsen", default=False)
    starts_at = models.DateTimeField("begynder")
    ends_at = models.DateTimeField("slutter")
    state = models.CharField(
        "status", max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED, editable=False
    )
    version = models.PositiveIntegerField("udgave", default=1, editable=False)
    form_key = models.UUIDField("formularnøgle", unique=True, default=uuid.uuid4, editable=False)
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
            ),
            models.CheckConstraint(
                condition=Q(state__in=MeetingState.values),
                name="meetings_meeting_state_known",
                violation_error_message="Mødets status findes ikke.",
            ),
            models.CheckConstraint(
                condition=~Q(topic="") & ~Q(place=""),
                name="meetings_meeting_named",
                violation_error_message="Skriv mødets emne og sted.",
            ),
        ]
        indexes = [
            models.Index(fields=["cluster", "-starts_at", "-id"], name="meetings_meeting_calendar"),
            models.Index(fields=["-starts_at", "-id"], name="meetings_meeting_by_time"),
        ]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_reported(self) -> bool:
        return self.state == MeetingState.REPORTED

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def one_day(self) -> bool:
        """Whether it ends on the Danish day it begins."""
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)
