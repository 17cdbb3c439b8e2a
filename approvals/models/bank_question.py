"""What the bank says and nobody may guess about: asked here, answered by a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.enums import AnswerToQuestion, QuestionKind
from approvals.models.bank_file import BankFile
from approvals.models.bank_statement import BankLine
from approvals.models.payment import Payment


class BankQuestion(models.Model):
    """`key` makes the same doubt one question, however often the bank repeats it. `sentence` says what is in doubt."""

    key = models.CharField("nøgle", max_length=200, unique=True, editable=False)
    kind = models.CharField("slags", max_length=30, choices=QuestionKind.choices)
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="questions", verbose_name="fil")
    line = models.ForeignKey(
        BankLine, models.PROTECT, related_name="questions", null=True, blank=True, verbose_name="linje"
    )
    payment = models.ForeignKey(
        Payment, models.PROTECT, related_name="questions", null=True, blank=True, verbose_name="betaling"
    )
    sentence = models.CharField("spørgsmål", max_length=500)
    raised_at = models.DateTimeField("stillet", auto_now_add=True)
    answer = models.CharField("svar", max_length=30, choices=AnswerToQuestion.choices, blank=True)
    note = models.CharField("forklaring", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="besvaret af",
    )
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)

    class Meta:
        verbose_name = "spørgsmål om banken"
        verbose_name_plural = "spørgsmål om banken"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & ~Q(note="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="approvals_bankquestion_answered_whole",
                violation_error_message="Et svar skal have forklaring, navn og tidspunkt.",
            )
        ]

    def __str__(self) -> str:
        return self.sentence
