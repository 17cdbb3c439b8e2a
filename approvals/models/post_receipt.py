"""What the distributor of digital post said, and who wants no digital post."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.enums import ReceiptKind, ReceiptOutcome
from approvals.models.fee_statement import FeeStatement
from klyngeokonomi.sealed_field import SealedField


class PostReceipt(models.Model):
    """A file from the distributor as it came, once for each name and content: sealed, since it may name people.

    `sentence` says what was done by it, or why a person must look. It holds no CPR number.
    """

    name = models.CharField("filnavn", max_length=200)
    kind = models.CharField("slags", max_length=10, choices=ReceiptKind.choices)
    sealed = SealedField("indhold, forseglet")
    sha256 = models.CharField("aftryk", max_length=64)
    size = models.PositiveIntegerField("størrelse")
    outcome = models.CharField("udfald", max_length=10, choices=ReceiptOutcome.choices)
    sentence = models.CharField("hvad der skete", max_length=500)
    received_at = models.DateTimeField("modtaget", auto_now_add=True)

    class Meta:
        verbose_name = "kvittering for digital post"
        verbose_name_plural = "kvitteringer for digital post"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "sha256"],
                name="approvals_postreceipt_once",
                violation_error_message="Kvitteringen er allerede læst.",
            ),
            models.CheckConstraint(
                condition=~Q(sentence=""),
                name="approvals_postreceipt_says_what",
                violation_error_message="Det skal fremgå, hvad kvitteringen førte til.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PostObjection(models.Model):
    """Whoever this statement is to said no to digital post, or yes again. Only added to: the newest counts.

    It counts for every statement of the same person (FeeStatement.fingerprint).
    """

    statement = models.ForeignKey(
        FeeStatement, models.PROTECT, related_name="objections", verbose_name="lønseddel"
    )
    objects_to_it = models.BooleanField("vil ikke have digital post")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    at = models.DateTimeField("skrevet", auto_now_add=True)

    class Meta:
        verbose_name = "fravalg af digital post"
        verbose_name_plural = "fravalg af digital post"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.statement}: {'nej' if self.objects_to_it else 'ja'} til digital post"
