"""The log of acts. Rows are only ever added: a trigger and the app role's grants see to it (ADR 0003)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from klyngeokonomi.audit import acts


class Record(models.Model):
    """One act: who did what to which thing, and when. The thing is named in text: the cellar knows none."""

    at = models.DateTimeField("tidspunkt", default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="person",
        help_text="Tom, når systemet selv handlede, eller personen ikke var logget ind.",
    )
    act = models.CharField("handling", max_length=60)
    subject_type = models.CharField("art", max_length=80, blank=True, default="")
    subject_id = models.CharField("nummer", max_length=80, blank=True, default="")
    cluster_id = models.BigIntegerField("klynge nr.", null=True, blank=True)
    text = models.CharField("beskrivelse", max_length=1000, blank=True, default="")

    class Meta:
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="audit_record_subject"),
            models.Index(fields=["cluster_id", "-id"], name="audit_record_cluster"),
            models.Index(fields=["by", "-id"], name="audit_record_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(act=""),
                name="audit_record_act_named",
                violation_error_message="En hændelse skal have en handling.",
            ),
            models.CheckConstraint(
                condition=models.Q(subject_type="", subject_id="")
                | (~models.Q(subject_type="") & ~models.Q(subject_id="")),
                name="audit_record_subject_whole",
                violation_error_message="Art og nummer skal stå der begge eller slet ikke.",
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d.%m.%Y %H.%M} {self.act_label}"

    @property
    def act_label(self) -> str:
        """The act in Danish words."""
        return acts.label(self.act)
