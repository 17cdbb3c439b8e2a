"""A paper that the product makes of its own figures: asked for, made by a worker, fetched by who asked (ADR 0033)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.enums import MadeForm, MadeKind, MadeState
from clusters.models import Cluster

if TYPE_CHECKING:
    from clusters.models import User


class MadePaperQuerySet(models.QuerySet["MadePaper"]):
    def visible_to(self, user: "User") -> "MadePaperQuerySet":
        """Whoever asked, while they still see the cluster. The bytes are left where they are."""
        return self.filter(asked_by=user, cluster__in=Cluster.objects.visible_to(user)).defer("content")


class MadePaper(models.Model):
    """`parameters` say what it is about, as its maker reads them (days as ISO dates). `content` is made once.

    `fingerprint` is of the figures, `sha256` of the bytes: the same figures give the same bytes.
    """

    kind = models.CharField("slags", max_length=20, choices=MadeKind.choices)
    form = models.CharField("form", max_length=10, choices=MadeForm.choices, default=MadeForm.PDF)
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="+", verbose_name="klynge")
    parameters = models.JSONField("hvad den handler om", default=dict, blank=True)
    title = models.CharField("titel", max_length=200)
    name = models.CharField("filnavn", max_length=120)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="bestilt af"
    )
    asked_at = models.DateTimeField("bestilt", auto_now_add=True)
    state = models.CharField("tilstand", max_length=10, choices=MadeState.choices, default=MadeState.QUEUED)
    problem = models.CharField("problem", max_length=300, blank=True, default="")
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    lease_until = models.DateTimeField("dannes indtil", null=True, blank=True)
    content = models.BinaryField("indhold", null=True)
    fingerprint = models.CharField("tallenes aftryk", max_length=64, blank=True, default="")
    sha256 = models.CharField("filens aftryk", max_length=64, blank=True, default="")
    size = models.PositiveIntegerField("størrelse", default=0)
    made_at = models.DateTimeField("dannet", null=True, blank=True)

    objects = MadePaperQuerySet.as_manager()

    class Meta:
        verbose_name = "dannet papir"
        verbose_name_plural = "dannede papirer"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MadeState.READY, content__isnull=False, made_at__isnull=False)
                & ~Q(sha256="")
                | (~Q(state=MadeState.READY) & Q(content=None, made_at=None, sha256="")),
                name="approvals_madepaper_ready_is_whole",
                violation_error_message="Et papir er klart, når det har sit indhold, og kun da.",
            ),
            models.CheckConstraint(
                condition=(Q(state=MadeState.FAILED) & ~Q(problem=""))
                | (~Q(state=MadeState.FAILED) & Q(problem="")),
                name="approvals_madepaper_failed_says_why",
                violation_error_message="Et papir, der ikke kunne dannes, skal sige hvorfor.",
            ),
            models.CheckConstraint(
                condition=Q(state=MadeState.MAKING, lease_until__isnull=False)
                | (~Q(state=MadeState.MAKING) & Q(lease_until=None)),
                name="approvals_madepaper_making_has_lease",
                violation_error_message="Et papir, der dannes, skal have en tidsfrist, og kun det.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(state__in=[MadeState.QUEUED, MadeState.MAKING]),
                name="approvals_madepaper_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state in (MadeState.QUEUED, MadeState.MAKING)

    @property
    def is_ready(self) -> bool:
        return self.state == MadeState.READY
