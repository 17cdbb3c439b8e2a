"""What one of the secretariat enters, and another carries out or somebody takes back: columns and promises."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

WAITING = Q(confirmed_at=None, withdrawn_at=None)


class TwoPeopleQuerySet(models.QuerySet):
    def waiting(self) -> "TwoPeopleQuerySet":
        """Neither carried out nor taken back, the oldest first."""
        return self.filter(WAITING).order_by("pk")


class TwoPeople(models.Model):
    """A trigger keeps what was entered as it was, and lets it be answered once (migration 0015)."""

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="indtastet af",
    )
    entered_at = models.DateTimeField("indtastet", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gennemført af",
    )
    confirmed_at = models.DateTimeField("gennemført", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="trukket tilbage af",
    )
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, editable=False)

    objects = TwoPeopleQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="%(app_label)s_%(class)s_confirmed_pair",
                violation_error_message="Gennemførelsen mangler tidspunkt eller navn.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, confirmed_at=None),
                name="%(app_label)s_%(class)s_one_answer",
                violation_error_message="Det er enten gennemført eller trukket tilbage.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="%(app_label)s_%(class)s_two_people",
                violation_error_message="En anden end den, der indtastede det, skal gennemføre det.",
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None

    @property
    def state_shown(self) -> str:
        if self.confirmed_at:
            return f"Gennemført af {self.confirmed_by}"
        return f"Trukket tilbage af {self.withdrawn_by}" if self.withdrawn_at else "Venter på en anden"
