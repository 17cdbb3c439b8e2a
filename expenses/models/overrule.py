"""A stop that rests on a word: the claimant asks for it to be looked at, the secretariat answers. Only added to."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from expenses.states import EDITABLE


class OverruleRequestQuerySet(models.QuerySet["OverruleRequest"]):
    def open(self) -> "OverruleRequestQuerySet":
        """Not answered, and the voucher still with its claimant: only for so long does the secretariat see it."""
        answered = Overrule.objects.filter(voucher=OuterRef("voucher"), mark=OuterRef("mark"))
        return self.filter(~Exists(answered), voucher__state__in=EDITABLE)


class Bound(models.Model):
    """About one exact finding: `mark` is that of expenses/policy/overruling.py, `finding` the finding frozen."""

    rule = models.CharField("regel", max_length=40)
    mark = models.CharField("aftryk", max_length=64)
    finding = models.JSONField("bemærkning")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)

    class Meta:
        abstract = True


class OverruleRequest(Bound):
    """The claimant asks the secretariat to look, in a sentence of their own."""

    voucher = models.ForeignKey(
        "expenses.Voucher", models.PROTECT, related_name="overrule_requests", verbose_name="bilag"
    )
    text = models.TextField("hvorfor", max_length=1000)

    objects = OverruleRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "stop at se på"
        verbose_name_plural = "stop at se på"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "mark"],
                name="expenses_overrulerequest_once",
                violation_error_message="PLO er allerede bedt om at se på det.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="expenses_overrulerequest_text",
                violation_error_message="Skriv, hvorfor stoppet er forkert.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher}: {self.finding['sentence']}"


class Overrule(Bound):
    """The secretariat's answer, with its reason. `allowed` sets the stop aside; otherwise it stands."""

    voucher = models.ForeignKey(
        "expenses.Voucher", models.PROTECT, related_name="overrules", verbose_name="bilag"
    )
    allowed = models.BooleanField("stoppet falder bort")
    reason = models.TextField("begrundelse", max_length=1000)

    class Meta:
        verbose_name = "svar på et stop"
        verbose_name_plural = "svar på stop"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "mark"],
                name="expenses_overrule_once",
                violation_error_message="PLO har allerede svaret på det.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="expenses_overrule_reason",
                violation_error_message="Skriv en begrundelse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher}: {self.rule}"
