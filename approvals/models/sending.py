"""How the file of a released payment run fared on its way to the bank."""

from django.db import models
from django.db.models import Q

from approvals.enums import SendingOutcome
from approvals.models.batch import Batch


class Sending(models.Model):
    """One row for each run. Whoever writes UNDER_WAY has claimed it: nobody else sends meanwhile.

    UNKNOWN, and UNDER_WAY left by a process that died, are asked about at the bank and never sent again unasked.
    """

    batch = models.OneToOneField(
        Batch, models.PROTECT, related_name="sending", verbose_name="betalingskørsel"
    )
    outcome = models.CharField("udfald", max_length=20, choices=SendingOutcome.choices)
    since = models.DateTimeField("siden")
    tries = models.PositiveIntegerField("forsøg", default=1)
    sentence = models.CharField("hvad der skete", max_length=500, blank=True)

    class Meta:
        verbose_name = "afsendelse til banken"
        verbose_name_plural = "afsendelser til banken"
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=[SendingOutcome.REFUSED, SendingOutcome.UNKNOWN]) | ~Q(sentence=""),
                name="approvals_sending_says_why",
                violation_error_message="Et udfald, der ikke er godt, skal sige hvorfor.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch}: {self.get_outcome_display()}"
