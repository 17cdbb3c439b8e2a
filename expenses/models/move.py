"""The log of a voucher's moves, written by transitions.py beside the state. Only ever added to."""

from django.conf import settings
from django.db import models

from expenses.models.voucher import Voucher
from expenses.states import STEPS, VoucherState


class Move(models.Model):
    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="moves", verbose_name="bilag")
    verb = models.CharField("handling", max_length=20, choices=[(step.verb, step.label) for step in STEPS])
    from_state = models.CharField("fra", max_length=20, choices=VoucherState.choices)
    to_state = models.CharField("til", max_length=20, choices=VoucherState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)
    reason = models.TextField("begrundelse", blank=True)
    version = models.PositiveIntegerField("udgave")

    class Meta:
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.voucher}: {self.get_verb_display()}"
