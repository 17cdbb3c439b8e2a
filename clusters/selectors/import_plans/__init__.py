"""What applying a file would do to the database as it stands now. Reads alone; apply_import.py writes."""

from collections.abc import Callable, Sequence
from typing import Any

from clusters.enums import ImportKind
from clusters.selectors.import_plans import allotments, clinics, counts, members, openings, registers
from clusters.selectors.import_plans.plan import Plan

PLANNERS: dict[str, Callable[[Sequence[dict[str, Any]], Plan], None]] = {
    ImportKind.CLUSTERS: registers.plan_clusters,
    ImportKind.CLINICS: clinics.plan_clinics,
    ImportKind.MEMBERS: members.plan_members,
    ImportKind.COUNTS: counts.plan_counts,
    ImportKind.OPENINGS: openings.plan_openings,
    ImportKind.ALLOTMENTS: allotments.plan_allotments,
}


def plan_import(
    kind: str, records: Sequence[dict[str, Any]], *, progress: Callable[[int], None] | None = None
) -> Plan:
    """Records as clusters/import_files/ gives them. The number of queries does not grow with the rows."""
    plan = Plan(progress=progress)
    PLANNERS[kind](records, plan)
    return plan
