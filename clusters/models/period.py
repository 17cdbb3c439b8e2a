"""The months of the books: locked, asked to be opened, opened again. Only ever added to (ADR 0033)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.enums import PeriodStep


class PeriodLock(models.Model):
    """One step of one month, for all clusters; the month stands as its last step says, and is open without any.

    `month` is its first day. `answers` is the asking that an opening says yes to: by another person, which the
    database holds, as it holds the order of the steps.
    """

    month = models.DateField("måned")
    step = models.CharField("trin", max_length=4, choices=PeriodStep.choices)
    reason = models.CharField("begrundelse", max_length=300, blank=True, default="")
    answers = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="answered_by", verbose_name="svarer på"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("hvornår", auto_now_add=True)

    class Meta:
        verbose_name = "lås på måned"
        verbose_name_plural = "låste måneder"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="clusters_periodlock_first_day",
                violation_error_message="En måned skrives som sin første dag.",
            ),
            models.CheckConstraint(
                condition=~Q(step=PeriodStep.ASK) | ~Q(reason=""),
                name="clusters_periodlock_reason",
                violation_error_message="Skriv, hvorfor måneden skal åbnes.",
            ),
            models.CheckConstraint(
                condition=Q(step=PeriodStep.OPEN, answers__isnull=False)
                | (~Q(step=PeriodStep.OPEN) & Q(answers=None)),
                name="clusters_periodlock_open_answers",
                violation_error_message="En måned åbnes ved at svare på den, der har bedt om det.",
            ),
        ]
        indexes = [models.Index(fields=["month", "-id"], name="clusters_periodlock_newest")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.get_step_display()}"

    @property
    def is_locked(self) -> bool:
        """A month that somebody has asked to open stays locked until another says yes."""
        return self.step != PeriodStep.OPEN
