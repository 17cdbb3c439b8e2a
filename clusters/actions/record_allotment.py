"""Book what the region has paid a cluster."""

from decimal import Decimal
from typing import TYPE_CHECKING

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import lock_account, post
from clusters.models import Cluster, Movement
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.import_plans.allotments import allotment_reference
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def record_allotment(cluster: Cluster, *, amount: Decimal, payment: str, by: "User") -> Movement:
    """`amount` in DKK; `payment` names the region's payment ("2026"), and a cluster gets each payment once.

    Raises Refused when the payment is booked already, whatever the amount.
    """
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    if not payment.strip():
        raise Refused("Skriv, hvilken indbetaling det er, fx 2026.")
    if kr(amount) <= 0:
        raise Refused("Regionens indbetaling skal være større end nul.")
    reference = allotment_reference(cluster, payment)
    lock_account(cluster)
    if booked := Movement.objects.filter(reference=reference).first():
        raise Refused(
            f"Indbetaling {payment} til {cluster} er allerede bogført med {format_kr(booked.amount)}. "
            "Giv en ekstra indbetaling et andet navn."
        )
    movement = post(
        cluster,
        amount,
        kind=MovementKind.ALLOTMENT,
        source=Bucket.OUTSIDE,
        target=Bucket.AVAILABLE,
        reference=reference,
        text=f"Regionens indbetaling {payment.strip()}",
        by=by,
    )
    record(
        "allotment_recorded",
        by=by,
        subject=movement,
        cluster_id=cluster.pk,
        text=f"{payment}: {format_kr(amount)}",
    )
    return movement
