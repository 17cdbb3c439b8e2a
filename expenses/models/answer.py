"""What the secretariat has answered once, so that the next can read it beside the guide."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from expenses.enums import AnswerState

SAYS_SOMETHING = Q(question__regex=r"\S") & Q(answer__regex=r"\S") & Q(section__regex=r"^[a-z0-9-]+$")
PUBLISHED = Q(published_at=None, published_by=None) | Q(
    published_at__isnull=False, published_by__isnull=False
)
WITHDRAWN = Q(withdrawn_at=None, withdrawn_by=None) | Q(
    withdrawn_at__gte=F("published_at"),
    withdrawn_at__isnull=False,
    published_at__isnull=False,
    withdrawn_by__isnull=False,
)


class AnswerQuerySet(models.QuerySet[Any]):
    def published(self) -> "AnswerQuerySet":
        """What everybody reads now."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def in_state(self, state: AnswerState) -> "AnswerQuerySet":
        if state == AnswerState.PUBLISHED:
            return self.published()
        return self.filter(
            published_at__isnull=state == AnswerState.DRAFT, withdrawn_at__isnull=state == AnswerState.DRAFT
        )


class Answer(models.Model):
    """A question and its answer, under the section of the guide they belong to.

    A draft until it is published; from then on never edited (the database refuses it): another answer replaces it.
    """

    question = models.CharField("spørgsmål", max_length=200)
    answer = models.TextField("svar")
    section = models.SlugField("afsnit i vejledningen", max_length=60, db_index=False)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name="erstatter",
    )
    created_at = models.DateTimeField("skrevet", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    published_at = models.DateTimeField("udgivet", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="udgivet af",
    )
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="trukket tilbage af",
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "svar"
        verbose_name_plural = "svar"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=SAYS_SOMETHING,
                name="expenses_answer_says_something",
                violation_error_message="Skriv spørgsmål og svar, og vælg et afsnit.",
            ),
            models.CheckConstraint(
                condition=PUBLISHED,
                name="expenses_answer_published_whole",
                violation_error_message="Et udgivet svar har både tidspunkt og navn.",
            ),
            models.CheckConstraint(
                condition=WITHDRAWN,
                name="expenses_answer_withdrawn_whole",
                violation_error_message="Kun et udgivet svar kan trækkes tilbage, med tidspunkt og navn.",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def state(self) -> AnswerState:
        if self.withdrawn_at:
            return AnswerState.WITHDRAWN
        return AnswerState.PUBLISHED if self.published_at else AnswerState.DRAFT
