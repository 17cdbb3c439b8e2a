"""Mails on their way. A row is the promise; the broker only hurries it along (ADR 0004)."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class State(models.TextChoices):
    PENDING = "pending", "Venter"
    SENDING = "sending", "Sendes nu"
    SENT = "sent", "Sendt"
    DEAD = "dead", "Opgivet"


class Reason(models.TextChoices):
    """Why a worker could not begin on a task."""

    UNKNOWN = "unknown", "Ukendt opgave"
    FORMAT = "format", "Ukendt form"


UNSENT = [State.PENDING, State.SENDING]


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> "MessageQuerySet":
        """Waiting rows whose time to be tried has come, the longest waiting first."""
        return self.filter(state=State.PENDING, next_try_at__lte=now).order_by("next_try_at", "id")

    def abandoned(self, now: datetime) -> "MessageQuerySet":
        """Rows whose sender died or stalled: the lease ran out, and nobody knows whether the mail went."""
        return self.filter(state=State.SENDING, lease_until__lt=now).order_by("lease_until", "id")

    def unsent(self) -> "MessageQuerySet":
        """Rows that are still to be sent; dead ones are not, they wait for a person."""
        return self.filter(state__in=UNSENT)


class Message(models.Model):
    """One mail to one address. `key` names the promise, e.g. voucher:417:endorsed:plo, and is kept once."""

    key = models.CharField("nøgle", max_length=400, unique=True)
    to = models.EmailField("til")
    subject = models.CharField("emne", max_length=200)
    body_text = models.TextField("tekst")
    body_html = models.TextField("tekst med opsætning", blank=True, default="")
    holds_secret = models.BooleanField(
        "engangslink",
        default=False,
        help_text="Teksten åbner noget for den, der læser den: den vises ikke, og slettes når den er sendt.",
    )
    reply_to = models.EmailField("svar til", blank=True, default="")
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    created_at = models.DateTimeField("oprettet", default=timezone.now)
    state = models.CharField("tilstand", max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveIntegerField("forsøg", default=0)
    unknown_outcomes = models.PositiveIntegerField("forsøg med ukendt udfald", default=0)
    next_try_at = models.DateTimeField("prøves igen", default=timezone.now)
    lease_until = models.DateTimeField("udlånt til", null=True, blank=True)
    sent_at = models.DateTimeField("sendt", null=True, blank=True)
    perhaps_doubled = models.GeneratedField(
        expression=Q(unknown_outcomes__gt=0),
        output_field=models.BooleanField(),
        db_persist=True,
        verbose_name="måske sendt to gange",
    )
    last_error = models.CharField("seneste fejl", max_length=500, blank=True, default="")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "besked"
        verbose_name_plural = "beskeder"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], name="outbox_message_due", condition=Q(state="pending")
            ),
            models.Index(fields=["lease_until"], name="outbox_message_leased", condition=Q(state="sending")),
            models.Index(fields=["-id"], name="outbox_message_dead", condition=Q(state="dead")),
            models.Index(
                fields=["created_at"],
                name="outbox_message_unsent",
                condition=Q(state__in=["pending", "sending"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="outbox_message_state_known",
                violation_error_message="Beskedens tilstand findes ikke.",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False)
                | (~Q(state="sending") & Q(lease_until__isnull=True)),
                name="outbox_message_lease_while_sending",
                violation_error_message="En besked er udlånt, når den sendes, og kun da.",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_message_sent_has_time",
                violation_error_message="En sendt besked har et tidspunkt, og kun den.",
            ),
            models.CheckConstraint(
                condition=Q(to__regex=r"^[^\s,;<>]+@[^\s,;<>@]+$"),
                name="outbox_message_one_address",
                violation_error_message="En besked har netop én modtager.",
            ),
            models.CheckConstraint(
                condition=Q(subject__regex=r"^[^\r\n]+$") & ~Q(key=""),
                name="outbox_message_subject_one_line",
                violation_error_message="Emnet er netop én linje.",
            ),
            models.CheckConstraint(
                condition=Q(unknown_outcomes__lte=models.F("attempts")),
                name="outbox_message_outcomes_within_attempts",
                violation_error_message="Der kan ikke være flere ukendte udfald end forsøg.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Stray(models.Model):
    """A task that a worker took from the broker and did not understand: of another version, or not ours.

    `content` is [args, kwargs] as JSON, empty when it cannot be read. The same task is one row, counted.
    """

    key = models.CharField("fingeraftryk", max_length=64, unique=True)
    task = models.CharField("opgave", max_length=200)
    reason = models.CharField("årsag", max_length=10, choices=Reason.choices)
    content = models.TextField("indhold", blank=True, default="")
    count = models.PositiveIntegerField("gange", default=0)
    first_at = models.DateTimeField("set første gang", default=timezone.now)
    last_at = models.DateTimeField("set sidst", default=timezone.now)

    class Meta:
        verbose_name = "opgave lagt til side"
        verbose_name_plural = "opgaver lagt til side"
        ordering = ["-last_at", "-id"]

    def __str__(self) -> str:
        return self.task
