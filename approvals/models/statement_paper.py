"""The PDF of a fee statement: made once by a worker, kept for ever."""

from django.db import models
from django.db.models import Q

from approvals.enums import MadeState
from approvals.models.fee_statement import FeeStatement


class StatementPaper(models.Model):
    """Queued with its statement. `sha256` and `size` (bytes) are those of `content`; what is ready never changes."""

    statement = models.OneToOneField(
        FeeStatement, models.PROTECT, related_name="paper", verbose_name="lønseddel"
    )
    state = models.CharField(
        "tilstand", max_length=10, choices=MadeState.choices, default=MadeState.QUEUED, editable=False
    )
    problem = models.CharField("problem", max_length=300, blank=True, default="")
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    lease_until = models.DateTimeField("dannes indtil", null=True, blank=True)
    content = models.BinaryField("indhold", null=True)
    sha256 = models.CharField("filens aftryk", max_length=64, blank=True, default="")
    size = models.PositiveIntegerField("størrelse", default=0)
    made_at = models.DateTimeField("dannet", null=True, blank=True)

    class Meta:
        verbose_name = "lønseddel som PDF"
        verbose_name_plural = "lønsedler som PDF"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MadeState.READY, content__isnull=False, made_at__isnull=False)
                & ~Q(sha256="")
                | (~Q(state=MadeState.READY) & Q(content=None, made_at=None, sha256="")),
                name="approvals_statementpaper_ready_is_whole",
                violation_error_message="En lønseddel er klar, når den har sit indhold, og kun da.",
            ),
            models.CheckConstraint(
                condition=(Q(state=MadeState.FAILED) & ~Q(problem=""))
                | (~Q(state=MadeState.FAILED) & Q(problem="")),
                name="approvals_statementpaper_failed_says_why",
                violation_error_message="En lønseddel, der ikke kunne dannes, skal sige hvorfor.",
            ),
            models.CheckConstraint(
                condition=Q(state=MadeState.MAKING, lease_until__isnull=False)
                | (~Q(state=MadeState.MAKING) & Q(lease_until=None)),
                name="approvals_statementpaper_making_has_lease",
                violation_error_message="En lønseddel, der dannes, skal have en tidsfrist, og kun den.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(state__in=[MadeState.QUEUED, MadeState.MAKING]),
                name="approvals_statementpaper_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} som PDF"
