"""The region's payments: each cluster once per payment."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from clusters.models import Cluster, Movement
from clusters.selectors.import_plans.plan import NO_CLUSTER, Plan, What, clusters_by_number
from klyngeokonomi.money import format_kr, kr


def allotment_reference(cluster: Cluster, payment: str) -> str:
    """What makes a payment to a cluster one and the same."""
    return f"allotment:{cluster.pk}:{payment.strip().lower()}"


def plan_allotments(records: Sequence[dict[str, Any]], plan: Plan) -> None:
    """`plan.total` is the sum of the whole file, also of what is booked already: the control sum is its."""
    known = clusters_by_number()
    references = {
        allotment_reference(known[one["cluster"]], one["payment"]): one
        for one in records
        if one["cluster"] in known
    }
    booked: dict[str, Decimal] = dict(
        Movement.objects.filter(reference__in=list(references)).values_list("reference", "amount")
    )
    seen: set[str] = set()
    for record in plan.rows(records):
        amount = kr(record["amount"])
        plan.total += amount
        cluster = known.get(record["cluster"])
        if cluster is None:
            plan.fault(record, "klyngenummer", NO_CLUSTER)
            continue
        reference = allotment_reference(cluster, record["payment"])
        text = f"{cluster}: {format_kr(amount)} ({record['payment']})"
        if reference in seen:
            plan.fault(record, "klyngenummer", "Klyngen står to gange ved samme indbetaling. Slet den ene.")
        elif reference not in booked:
            plan.bookings.append((cluster, amount, record["payment"]))
            plan.note(record, What.NEW, text)
        elif booked[reference] == amount:
            plan.note(record, What.UNCHANGED, f"{text}, allerede bogført")
        else:
            plan.fault(
                record,
                "beløb",
                f"Indbetalingen er allerede bogført med {format_kr(booked[reference])}. "
                "Ret beløbet, eller giv en ekstra indbetaling et andet navn.",
            )
        seen.add(reference)
