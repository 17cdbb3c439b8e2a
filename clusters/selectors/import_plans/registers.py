"""The register of clusters."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify

from clusters.models import Cluster
from clusters.selectors.import_plans.plan import Plan, What, clusters_by_number, day


def slug_of(name: str) -> str:
    """The name as part of an address: å, æ and ø are spelled out."""
    spelled = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return slugify(spelled)[:120]


def plan_clusters(records: Sequence[dict[str, Any]], plan: Plan) -> None:
    """Known by number. A name that changes keeps its address, so that links go on working."""
    known = clusters_by_number()
    seen: set[str] = set()
    for record in plan.rows(records):
        if record["number"] in seen:
            plan.fault(record, "nummer", "Klyngen står to gange i filen. Slet den ene række.")
            continue
        seen.add(record["number"])
        facts = {
            "name": record["name"],
            "region": record["region"],
            "active_from": day(record["active_from"]),
            "active_to": day(record["active_to"]),
        }
        cluster = known.get(record["number"])
        if cluster is None:
            cluster = known[record["number"]] = Cluster(
                number=record["number"], slug=slug_of(record["name"]), **facts
            )
            plan.add(cluster)
            text = f"{cluster.name} ({cluster.number}), {cluster.get_region_display()}"
            plan.note(record, What.NEW, text)
            plan.traces.append((cluster, None, f"Ny klynge: {text}"))
        elif told := plan.alter(cluster, **facts):
            plan.note(record, What.CHANGED, f"{cluster.name}: {'; '.join(told)}")
            plan.traces.append((cluster, cluster.pk, "; ".join(told)))
        else:
            plan.note(record, What.UNCHANGED, cluster.name)
    _refuse_twins(records, known, plan)


def _refuse_twins(records: Sequence[dict[str, Any]], known: dict[str, Cluster], plan: Plan) -> None:
    """Two clusters cannot share a name, nor names that give the same address."""
    rows = {record["number"]: record for record in reversed(records)}
    for label, key in (("navn", "name"), ("navn", "slug")):
        owners: dict[str, Cluster] = {}
        for cluster in known.values():
            other = owners.setdefault(getattr(cluster, key), cluster)
            record = rows.get(cluster.number) or rows.get(other.number)
            if other is not cluster and record and not any(e["row"] == record["row"] for e in plan.errors):
                plan.fault(
                    record, label, f"En anden klynge hedder allerede {other.name}. Vælg et andet navn."
                )
