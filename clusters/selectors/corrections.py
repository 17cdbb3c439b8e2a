"""Which movements may be reversed by hand, and what goes with them."""

from clusters.enums import MovementKind
from clusters.models import Account, Movement

BY_HAND = (MovementKind.OPENING, MovementKind.ALLOTMENT, MovementKind.TRANSFER, MovementKind.CORRECTION)
"""What reserves, releases and pays has acts of its own, and is never turned round here."""


def why_not_correct(movement: Movement) -> str | None:
    """The Danish reason, or None."""
    if movement.kind not in BY_HAND:
        return "Reservationer og udbetalinger rettes på bilaget, ikke på kontoen."
    if movement.reverses_id is not None:
        return "En modpostering kan ikke selv modposteres."
    if Movement.objects.filter(reverses=movement).exists():
        return "Bevægelsen er allerede modposteret."
    if movement.kind == MovementKind.OPENING and not _is_known(movement.cluster_id):
        return "Åbningssaldoen er ikke bekræftet endnu. Indtast den rigtige på klyngens konto i stedet."
    return None


def together_with(movement: Movement) -> list[Movement]:
    """The movement itself; of a transfer both, by cluster."""
    if movement.kind != MovementKind.TRANSFER or movement.reverses_id is not None:
        return [movement]
    root = movement.reference.rpartition(":")[0]
    pair = Movement.objects.filter(reference__in=[f"{root}:out", f"{root}:in"]).order_by("cluster_id")
    return list(pair.select_related("cluster"))


def _is_known(cluster: int) -> bool:
    return Account.objects.filter(cluster=cluster, opening_confirmed_at__isnull=False).exists()
