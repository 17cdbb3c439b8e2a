"""Lay a year's budget, or change it: each change is a version of its own."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from clusters.enums import BudgetHeading
from clusters.models import Budget, Cluster
from clusters.permissions import why_not_lead_cluster
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import ZERO, format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

FIRST_YEAR, LAST_YEAR = 2020, 2100


@act
def set_budget(
    cluster: Cluster,
    year: int,
    amounts: Mapping[BudgetHeading, Decimal],
    *,
    by: "User",
    decided_on: datetime.date | None = None,
    seen: int = 0,
) -> Budget:
    """`amounts` DKK for every heading; `seen` is the version the page showed (0: none), so that nobody's change is
    lost unread. The same figures again are no new version. Raises Refused.
    """
    Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk)
    if reason := why_not_lead_cluster(by, cluster):
        raise Refused(reason, on=cluster, tried="Læg budget")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("Vælg et år mellem 2020 og 2100.")
    figures = {heading.value: kr(amounts[heading]) for heading in BudgetHeading}
    if any(amount < ZERO for amount in figures.values()):
        raise Refused("Beløb i et budget kan ikke være negative.")
    last = Budget.objects.filter(cluster=cluster, year=year).order_by("-number").first()
    if last and {name: getattr(last, name) for name in figures} == figures and last.decided_on == decided_on:
        return last
    number = last.number if last else 0
    if seen != number:
        raise Refused("Budgettet er ændret, siden du åbnede siden. Se det igennem, og ret det så.")
    budget = Budget.objects.create(
        cluster=cluster,
        year=year,
        number=number + 1,
        decided_on=decided_on,
        entered_by=by.person,
        **figures,
    )
    text = f"{year}, version {budget.number}: udgifter {format_kr(budget.spending)}"
    record("budget_set", by=by, subject=budget, cluster_id=cluster.pk, text=text)
    return budget
