"""A payment run: what is sent to the bank as one file, built by one person and released by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from approvals.models.bank_account import BankAccount
from approvals.states import BatchState
from klyngeokonomi.money import MoneyField


class Batch(models.Model):
    """`control_sum` (DKK) and `count` are those of its payments when it was built, and never change.

    `message_id` is what the bank answers to. `state` is written by approvals/transitions.py alone.
    """

    number = models.CharField("nummer", max_length=12, unique=True)
    message_id = models.CharField("meddelelses-id", max_length=35, unique=True)
    bank_account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="batches", verbose_name="betales fra"
    )
    state = models.CharField(
        "status", max_length=20, choices=BatchState.choices, default=BatchState.BUILT, editable=False
    )
    state_since = models.DateTimeField("status siden", auto_now_add=True)
    execution_date = models.DateField("betales den")
    count = models.PositiveIntegerField("antal betalinger")
    control_sum = MoneyField("kontrolsum")
    form_key = models.UUIDField("formularnøgle", unique=True, editable=False)
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="samlet af"
    )
    built_at = models.DateTimeField("samlet", auto_now_add=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="frigivet af",
    )
    released_at = models.DateTimeField("frigivet", null=True, blank=True)

    class Meta:
        verbose_name = "betalingskørsel"
        verbose_name_plural = "betalingskørsler"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gt=0, control_sum__gt=0),
                name="approvals_batch_not_empty",
                violation_error_message="En betalingskørsel skal have mindst én betaling.",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="approvals_batch_released_pair",
                violation_error_message="Frigivelsen mangler tidspunkt eller navn.",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("built_by")),
                name="approvals_batch_two_people",
                violation_error_message="En anden end den, der samlede kørslen, skal frigive den.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[BatchState.BUILT, BatchState.CANCELLED], released_at=None)
                | Q(
                    state__in=[BatchState.RELEASED, BatchState.SENT, BatchState.CLOSED],
                    released_at__isnull=False,
                ),
                name="approvals_batch_released_before_sent",
                violation_error_message="En kørsel frigives, før den sendes til banken.",
            ),
        ]

    def __str__(self) -> str:
        return f"Betalingskørsel {self.number}"
