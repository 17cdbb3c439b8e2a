"""The budgets of a fictitious cluster: last year's, and this year's in two versions."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from clusters.actions.set_budget import set_budget
from clusters.enums import BudgetHeading, Role
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.vouchers import Step


def budgets(cast: Cast) -> Iterator[Step]:
    """So much for each doctor; changed once, after the general meeting."""
    doctors = cast.cluster.memberships.filter(role=Role.MEMBER).count()
    year = timezone.localdate().year
    met = datetime.date(year, 1, 21)

    def amounts(meetings: int) -> dict[BudgetHeading, Decimal]:
        a_doctor = {"allotment": 6000, "meetings": meetings, "fees": 2000, "other": 150}
        return {BudgetHeading(name): Decimal(each * doctors) for name, each in a_doctor.items()}

    def lay(of: int, meetings: int, decided: datetime.date | None, seen: int) -> object:
        return set_budget(
            cast.cluster, of, amounts(meetings), by=cast.coordinator, decided_on=decided, seen=seen
        )

    yield days_ago(390), lambda: lay(year - 1, 3100, None, 0)
    yield days_ago(330), lambda: lay(year, 3200, None, 0)
    yield days_ago(300), lambda: lay(year, 3600, met, 1)
