"""That a movement is to be reversed by hand, with the reason: one asks for it, another does it."""

from django.db import models

from clusters.models.movement import Movement
from clusters.models.two_people import WAITING, TwoPeople
from klyngeokonomi.money import format_kr


class Correction(TwoPeople):
    """The reversal has the reference `correction:<id>`; of a transfer both movements are reversed."""

    movement = models.ForeignKey(
        Movement, models.PROTECT, related_name="corrections", verbose_name="bevægelse"
    )
    reason = models.CharField("begrundelse", max_length=120)

    class Meta(TwoPeople.Meta):
        verbose_name = "rettelse"
        verbose_name_plural = "rettelser"
        ordering = ["-pk"]
        constraints = [
            *TwoPeople.Meta.constraints,
            models.UniqueConstraint(
                fields=["movement"],
                condition=WAITING,
                name="clusters_correction_one_waiting",
                violation_error_message="Der venter allerede en rettelse af bevægelsen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement}: {format_kr(self.movement.amount)}"
