"""A decision on a voucher: who, in what capacity, on exactly what, with which findings in sight. Only added to."""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from approvals.enums import Capacity, Verdict
from clusters.models import Person
from expenses.models import Voucher


class Decision(models.Model):
    """`content` is what was decided on (expenses/selectors/content.py), `content_sha256` its fingerprint.

    An endorsement holds only while the voucher's content has that fingerprint: any change voids it by
    construction. `findings` are those on screen, as frozen dicts (expenses/policy/finding.py). `checklist` is what
    an endorsement answered (approvals/policy/checklist.py); other decisions, and those older than it, have none.
    """

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="decisions", verbose_name="bilag")
    verdict = models.CharField("afgørelse", max_length=20, choices=Verdict.choices)
    capacity = models.CharField("i egenskab af", max_length=30, choices=Capacity.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="person")
    claimant = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="indsendt af")
    at = models.DateTimeField("tidspunkt", auto_now_add=True)
    reason = models.TextField("begrundelse", blank=True)
    findings = models.JSONField("bemærkninger", default=list)
    checklist = models.JSONField("tjekliste", null=True)
    content = models.JSONField("indhold")
    content_sha256 = models.CharField("aftryk", max_length=64)
    version = models.PositiveIntegerField("udgave")

    class Meta:
        verbose_name = "afgørelse"
        verbose_name_plural = "afgørelser"
        ordering = ["pk"]
        indexes = [
            BrinIndex(
                fields=["at"], pages_per_range=32, autosummarize=True, name="approvals_decision_at_brin"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(by_person=F("claimant")),
                name="approvals_decision_not_own",
                violation_error_message="Ingen må afgøre sit eget bilag.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[Verdict.ENDORSE, Verdict.APPROVE]) | ~Q(reason=""),
                name="approvals_decision_reason",
                violation_error_message="Skriv en begrundelse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher}: {self.get_verdict_display()}"
