"""What the clusters bring with them: one line for each, entered at once and confirmed afterwards by another."""

from collections.abc import Sequence
from typing import Any

from clusters.models import Account
from clusters.selectors.import_plans.plan import NO_CLUSTER, Plan, What, clusters_by_number
from clusters.selectors.opening_balances import entered_balances
from klyngeokonomi.money import ZERO, format_kr, kr


def plan_openings(records: Sequence[dict[str, Any]], plan: Plan) -> None:
    """`plan.total` is the sum of the whole file, also of what is entered already: the control sum is its."""
    known = clusters_by_number()
    accounts = {one.cluster_id: one for one in Account.objects.all()}
    entered = entered_balances()
    seen: set[str] = set()
    for record in plan.rows(records):
        amount = kr(record["amount"])
        plan.total += amount
        cluster = known.get(record["cluster"])
        if cluster is None:
            plan.fault(record, "klyngenummer", NO_CLUSTER)
            continue
        if cluster.number in seen:
            plan.fault(record, "klyngenummer", "Klyngen står to gange i filen. Slet den ene række.")
            continue
        seen.add(cluster.number)
        account, before = accounts.get(cluster.pk), entered.get(cluster.pk, ZERO)
        if account is None or account.opening_entered_by_id is None:
            plan.openings.append((cluster, amount))
            plan.note(record, What.NEW, f"{cluster}: {format_kr(amount)}")
        elif before == amount:
            plan.note(record, What.UNCHANGED, f"{cluster}: {format_kr(amount)}, allerede indtastet")
        elif account.is_known:
            plan.fault(
                record,
                "saldo",
                f"Åbningssaldoen er bekræftet med {format_kr(before)} Ret den ved at modpostere bevægelsen.",
            )
        else:
            plan.openings.append((cluster, amount))
            plan.note(record, What.CHANGED, f"{cluster}: {format_kr(before)} → {format_kr(amount)}")
