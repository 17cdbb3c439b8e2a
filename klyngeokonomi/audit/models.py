"""The log of acts and the seals over evidence. Rows are only ever added: triggers and grants see to it (ADR 0003)."""

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


class Seal(models.Model):
    """The digest of a stretch of one evidence table, chained to the seal before it (ADR 0021).

    `columns` are those the digest was made of, so that a column added later does not break old seals.
    """

    table = models.CharField("tabel", max_length=63)
    from_id = models.BigIntegerField("fra nr.")
    to_id = models.BigIntegerField("til nr.")
    rows = models.PositiveIntegerField("rækker")
    columns = models.TextField("kolonner")
    previous = models.CharField("forrige segls aftryk", max_length=64, blank=True)
    sha256 = models.CharField("aftryk", max_length=64)
    at = models.DateTimeField("forseglet", auto_now_add=True)

    class Meta:
        verbose_name = "segl"
        verbose_name_plural = "segl"
        constraints = [
            models.UniqueConstraint(
                fields=["table", "from_id"],
                name="audit_seal_one_per_stretch",
                violation_error_message="Strækningen er allerede forseglet.",
            ),
            models.CheckConstraint(
                condition=models.Q(to_id__gte=models.F("from_id")),
                name="audit_seal_forward",
                violation_error_message="Et segl skal slutte efter, at det begynder.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.from_id}–{self.to_id}"


class BookProof(models.Model):
    """One night's proof of the books: how many faults, and the first of their sentences."""

    at = models.DateTimeField("bevist", auto_now_add=True)
    seconds = models.PositiveIntegerField("sekunder", default=0)
    faults = models.PositiveIntegerField("fejl", default=0)
    sentences = models.JSONField("hvad der er galt", default=list, blank=True)

    class Meta:
        verbose_name = "bevis for regnskabet"
        verbose_name_plural = "beviser for regnskabet"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {self.faults}"
