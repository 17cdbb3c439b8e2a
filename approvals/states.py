"""The states of payment runs and payments (ADR 0034), shipments and letters (ADR 0037), and their tables of moves."""

from dataclasses import dataclass

from django.db import models


class BatchState(models.TextChoices):
    BUILT = "built", "Venter på frigivelse"
    RELEASED = "released", "Frigivet"
    SENT = "sent", "Sendt til banken"
    CLOSED = "closed", "Afsluttet"
    CANCELLED = "cancelled", "Annulleret"


class PaymentState(models.TextChoices):
    SCHEDULED = "scheduled", "Venter på banken"
    ACCEPTED = "accepted", "Modtaget af banken"
    PAID = "paid", "Udbetalt"
    BOUNCED = "bounced", "Sendt tilbage af banken"
    CANCELLED = "cancelled", "Annulleret"


class ShipmentState(models.TextChoices):
    PACKED = "packed", "Pakket"
    SENDING = "sending", "Er ved at blive sendt"
    SENT = "sent", "Afleveret til distributøren"
    ACCEPTED = "accepted", "Modtaget af distributøren"
    REFUSED = "refused", "Afvist af distributøren"
    UNKNOWN = "unknown", "Uvist, om distributøren har den"


class PostState(models.TextChoices):
    QUEUED = "queued", "Venter på at blive sendt"
    SENT = "sent", "Sendt"
    CONFIRMED = "confirmed", "Udleveret"
    REFUSED = "refused", "Afvist"
    UNKNOWN = "unknown", "Uvist"
    UNREACHABLE = "unreachable", "Kan ikke nås digitalt"
    HANDED_OVER = "handed_over", "Udleveret på anden vis"


LIVE_MESSAGES = (
    PostState.QUEUED,
    PostState.SENT,
    PostState.CONFIRMED,
    PostState.UNKNOWN,
    PostState.UNREACHABLE,
    PostState.HANDED_OVER,
)
"""A statement has one message in these at most: only a refused one is tried anew."""

BATCH_OWNER = {
    BatchState.BUILT: "PLO's klyngesekretariat",
    BatchState.RELEASED: "uret",
    BatchState.SENT: "banken",
}
PAYMENT_OWNER = {
    PaymentState.SCHEDULED: "banken",
    PaymentState.ACCEPTED: "banken",
    PaymentState.PAID: "modtageren",
}
SHIPMENT_OWNER = {
    ShipmentState.PACKED: "uret",
    ShipmentState.SENDING: "uret",
    ShipmentState.SENT: "distributøren",
    ShipmentState.UNKNOWN: "uret, og PLO's klyngesekretariat, når linjen ikke kan sige det",
}
POST_OWNER = {
    PostState.QUEUED: "uret",
    PostState.SENT: "distributøren",
    PostState.UNKNOWN: "uret",
    PostState.REFUSED: "PLO's klyngesekretariat",
    PostState.UNREACHABLE: "PLO's klyngesekretariat",
}
LIVE_PAYMENTS = (PaymentState.SCHEDULED, PaymentState.ACCEPTED, PaymentState.PAID)
"""A voucher stands in one of these at most once; the database holds it."""
UNANSWERED = (PaymentState.SCHEDULED, PaymentState.ACCEPTED)
"""No money has moved yet that we know of."""


@dataclass(frozen=True)
class BatchStep:
    verb: str
    label: str
    from_states: tuple[BatchState, ...]
    to_state: BatchState


@dataclass(frozen=True)
class PaymentStep:
    verb: str
    label: str
    from_states: tuple[PaymentState, ...]
    to_state: PaymentState


@dataclass(frozen=True)
class ShipmentStep:
    verb: str
    label: str
    from_states: tuple[ShipmentState, ...]
    to_state: ShipmentState


@dataclass(frozen=True)
class PostStep:
    verb: str
    label: str
    from_states: tuple[PostState, ...]
    to_state: PostState


BATCH_STEPS = (
    BatchStep("release", "Frigiv", (BatchState.BUILT,), BatchState.RELEASED),
    BatchStep("cancel", "Annullér", (BatchState.BUILT,), BatchState.CANCELLED),
    BatchStep("send", "Send til banken", (BatchState.RELEASED,), BatchState.SENT),
    BatchStep("close", "Afslut", (BatchState.SENT,), BatchState.CLOSED),
)
PAYMENT_STEPS = (
    PaymentStep("accept", "Modtaget af banken", (PaymentState.SCHEDULED,), PaymentState.ACCEPTED),
    PaymentStep("pay", "Udbetalt", (PaymentState.SCHEDULED, PaymentState.ACCEPTED), PaymentState.PAID),
    PaymentStep(
        "bounce",
        "Sendt tilbage af banken",
        (PaymentState.SCHEDULED, PaymentState.ACCEPTED, PaymentState.PAID),
        PaymentState.BOUNCED,
    ),
    PaymentStep("cancel", "Annullér", (PaymentState.SCHEDULED,), PaymentState.CANCELLED),
)
_UNDER_WAY = (ShipmentState.PACKED, ShipmentState.SENDING, ShipmentState.UNKNOWN, ShipmentState.SENT)
"""An answer may come before we know ourselves that the zip was handed over."""
SHIPMENT_STEPS = (
    ShipmentStep("claim", "Send", (ShipmentState.PACKED,), ShipmentState.SENDING),
    ShipmentStep(
        "hold", "Kom ikke frem", (ShipmentState.SENDING, ShipmentState.UNKNOWN), ShipmentState.PACKED
    ),
    ShipmentStep("deliver", "Afleveret", _UNDER_WAY[:3], ShipmentState.SENT),
    ShipmentStep("doubt", "Uvist", (ShipmentState.SENDING,), ShipmentState.UNKNOWN),
    ShipmentStep("accept", "Modtaget", _UNDER_WAY, ShipmentState.ACCEPTED),
    ShipmentStep("refuse", "Afvist", _UNDER_WAY, ShipmentState.REFUSED),
)
_ON_ITS_WAY = (PostState.QUEUED, PostState.SENT, PostState.UNKNOWN)
POST_STEPS = (
    PostStep("send", "Sendt", (PostState.QUEUED, PostState.UNKNOWN), PostState.SENT),
    PostStep("doubt", "Uvist", (PostState.QUEUED,), PostState.UNKNOWN),
    PostStep("hold", "Kom ikke frem", (PostState.UNKNOWN,), PostState.QUEUED),
    PostStep("confirm", "Udleveret", _ON_ITS_WAY, PostState.CONFIRMED),
    PostStep("refuse", "Afvist", _ON_ITS_WAY, PostState.REFUSED),
    PostStep("withhold", "Kan ikke nås", (PostState.QUEUED,), PostState.UNREACHABLE),
    PostStep("release", "Sæt i kø", (PostState.UNREACHABLE,), PostState.QUEUED),
    PostStep(
        "hand_over",
        "Udleveret på anden vis",
        (PostState.REFUSED, PostState.UNREACHABLE),
        PostState.HANDED_OVER,
    ),
)
BATCH_STEP = {step.verb: step for step in BATCH_STEPS}
PAYMENT_STEP = {step.verb: step for step in PAYMENT_STEPS}
SHIPMENT_STEP = {step.verb: step for step in SHIPMENT_STEPS}
POST_STEP = {step.verb: step for step in POST_STEPS}
BATCH_PAIRS = sorted({(str(old), str(step.to_state)) for step in BATCH_STEPS for old in step.from_states})
PAYMENT_PAIRS = sorted({(str(old), str(step.to_state)) for step in PAYMENT_STEPS for old in step.from_states})
SHIPMENT_PAIRS = sorted(
    {(str(old), str(step.to_state)) for step in SHIPMENT_STEPS for old in step.from_states}
)
POST_PAIRS = sorted({(str(old), str(step.to_state)) for step in POST_STEPS for old in step.from_states})
"""Every (old, new) the database lets through; the guards in the migrations carry the same lists."""
