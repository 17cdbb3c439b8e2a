"""The way of a fee statement to the person's digital post box."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from approvals.models.fee_statement import FeeStatement
from approvals.states import LIVE_MESSAGES, PostState, ShipmentState
from klyngeokonomi.sealed_field import SealedField


class Shipment(models.Model):
    """One zip for the distributor, sealed, since it names people by CPR. Never made again: asked about instead.

    `state` is written by approvals/transitions.py alone. `shipment_id` is what the distributor's receipt answers to.
    """

    shipment_id = models.CharField("forsendelses-id", max_length=40, unique=True)
    name = models.CharField("filnavn", max_length=80, unique=True)
    sealed = SealedField("indhold, forseglet")
    sha256 = models.CharField("aftryk", max_length=64)
    size = models.PositiveIntegerField("størrelse")
    count = models.PositiveIntegerField("antal lønsedler")
    state = models.CharField(
        "status", max_length=20, choices=ShipmentState.choices, default=ShipmentState.PACKED, editable=False
    )
    state_since = models.DateTimeField("status siden", auto_now_add=True)
    tries = models.PositiveIntegerField("forsøg", default=0)
    sentence = models.CharField("hvad der skete", max_length=500, blank=True, default="")
    packed_at = models.DateTimeField("pakket", auto_now_add=True)

    class Meta:
        verbose_name = "forsendelse"
        verbose_name_plural = "forsendelser"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gt=0),
                name="approvals_shipment_not_empty",
                violation_error_message="En forsendelse skal have mindst én lønseddel.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ShipmentState.REFUSED, ShipmentState.UNKNOWN]) | ~Q(sentence=""),
                name="approvals_shipment_says_why",
                violation_error_message="Et udfald, der ikke er godt, skal sige hvorfor.",
            ),
        ]

    def __str__(self) -> str:
        return f"Forsendelse {self.shipment_id}"


class PostMessage(models.Model):
    """One statement on its way to one box. A new try is a new row; one of a statement is live at most.

    `state` is written by approvals/transitions.py alone. `note` and `handled_by` say how a person dealt with one
    that no box took.
    """

    statement = models.ForeignKey(
        FeeStatement, models.PROTECT, related_name="messages", verbose_name="lønseddel"
    )
    message_id = models.CharField("meddelelses-id", max_length=40, unique=True)
    shipment = models.ForeignKey(
        Shipment, models.PROTECT, null=True, blank=True, related_name="messages", verbose_name="forsendelse"
    )
    state = models.CharField(
        "status", max_length=20, choices=PostState.choices, default=PostState.QUEUED, editable=False
    )
    state_since = models.DateTimeField("status siden", auto_now_add=True)
    queued_at = models.DateTimeField("sat i kø", auto_now_add=True)
    reason = models.CharField("begrundelse", max_length=500, blank=True, default="")
    note = models.CharField("hvordan den er udleveret", max_length=300, blank=True, default="")
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="udleveret af",
    )

    class Meta:
        verbose_name = "brev i digital post"
        verbose_name_plural = "breve i digital post"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(state__in=LIVE_MESSAGES),
                name="approvals_postmessage_one_live",
                violation_error_message="Lønsedlen er allerede på vej eller udleveret.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PostState.QUEUED, PostState.UNREACHABLE, PostState.HANDED_OVER])
                | Q(shipment__isnull=False),
                name="approvals_postmessage_sent_in_shipment",
                violation_error_message="En sendt lønseddel ligger i en forsendelse.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PostState.REFUSED, PostState.UNREACHABLE]) | ~Q(reason=""),
                name="approvals_postmessage_says_why",
                violation_error_message="Det skal fremgå, hvorfor lønsedlen ikke kom frem.",
            ),
            models.CheckConstraint(
                condition=Q(state=PostState.HANDED_OVER, handled_by__isnull=False) & ~Q(note="")
                | (~Q(state=PostState.HANDED_OVER) & Q(handled_by=None, note="")),
                name="approvals_postmessage_handed_over_how",
                violation_error_message="Skriv, hvordan lønsedlen er udleveret.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.get_state_display()}"

    @property
    def why(self) -> str:
        """The reason; what was sent is refused in the distributor's words, often English ones."""
        return f"Distributøren svarer: «{self.reason}»" if self.reason and self.shipment_id else self.reason
