"""A file the secretariat reads in: read, looked through, then applied whole or not at all."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusters.enums import ImportKind, ImportState


class ImportRun(models.Model):
    """`rows` is what the file says, parsed; `changes` what applying it would do; `errors` row by row.

    `file_sha256` makes a second reading of the same file visible. Shapes: clusters/import_files/.
    """

    kind = models.CharField("slags", max_length=20, choices=ImportKind.choices)
    state = models.CharField(
        "status", max_length=20, choices=ImportState.choices, default=ImportState.READING
    )
    file_name = models.CharField("fil", max_length=200)
    file_sha256 = models.CharField("filens aftryk", max_length=64)
    content = models.BinaryField("indhold")
    rows = models.JSONField("rækker", default=list)
    changes = models.JSONField("ændringer", default=list)
    errors = models.JSONField("fejl", default=list)
    control_sum = models.CharField("kontrolsum", max_length=40, blank=True)
    progress_done = models.PositiveIntegerField("behandlet", default=0)
    progress_total = models.PositiveIntegerField("i alt", default=0)
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    lease_until = models.DateTimeField("læses indtil", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="af"
    )
    created_at = models.DateTimeField("indsendt", auto_now_add=True)
    applied_at = models.DateTimeField("indlæst", null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="indlæst af",
    )

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "importer"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at=None, applied_by=None)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="clusters_importrun_applied_pair",
                violation_error_message="Indlæsningen mangler tidspunkt eller navn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"
