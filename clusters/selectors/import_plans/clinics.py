"""Clinics with their provider numbers and patient counts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from clusters.models import Clinic, ClinicMove, Cluster, PatientCount, ProviderNumber
from clusters.selectors.import_plans.plan import NO_CLUSTER, Plan, What, clusters_by_number, day, overlaps


class Known:
    """What the database holds about the numbers and clinics in the file; planned rows are added to it."""

    def __init__(self, records: Sequence[dict[str, Any]]) -> None:
        self.clusters = clusters_by_number()
        numbers = {record["provider_number"] for record in records}
        self.holders: dict[str, list[ProviderNumber]] = defaultdict(list)
        for one in ProviderNumber.objects.filter(number__in=numbers).select_related("clinic__cluster"):
            self.holders[one.number].append(one)
        named = Clinic.objects.filter(name__in={record["name"] for record in records})
        self.clinics = {one.clinic_id: one.clinic for rows in self.holders.values() for one in rows}
        for clinic in named.select_related("cluster"):
            self.clinics.setdefault(clinic.pk, clinic)
        self.by_name = {(one.cluster_id, one.name): one for one in self.clinics.values()}
        for rows in self.holders.values():
            for one in rows:
                one.clinic = self.clinics[one.clinic_id]
        self.counts = {
            (self.clinics[one.clinic_id], one.counted_on): one
            for one in PatientCount.objects.filter(clinic_id__in=list(self.clinics)).order_by("version")
        }


def plan_clinics(records: Sequence[dict[str, Any]], plan: Plan) -> None:
    """Known by provider number, else by cluster and name: then the number is one more of that clinic."""
    known = Known(records)
    for record in plan.rows(records):
        cluster = known.clusters.get(record["cluster"])
        if cluster is None:
            plan.fault(record, "klyngenummer", NO_CLUSTER)
            continue
        held = _held(record, known, plan)
        if held is False:
            continue
        if held is None:
            clinic, told, is_new = _with_new_number(record, cluster, known, plan)
        else:
            clinic, is_new = held.clinic, False
            told = plan.alter(clinic, name=record["name"])
            if clinic.cluster_id != cluster.pk:
                told.append(f"klynge: {clinic.cluster} → {cluster}")
                plan.add(
                    ClinicMove(
                        clinic=clinic,
                        from_cluster=clinic.cluster,
                        to_cluster=cluster,
                        moved_on=timezone.localdate(),
                    )
                )
                plan.alter(clinic, cluster=cluster)
            told += plan.alter(held, valid_to=day(record["valid_to"]))
        told += _count(record, clinic, known, plan)
        text = f"{record['name']} ({record['provider_number']})"
        sentence = f"{text}: {'; '.join(told)}" if told else text
        what = What.NEW if is_new else What.CHANGED if told else What.UNCHANGED
        plan.note(record, what, sentence)
        if what != What.UNCHANGED:
            plan.traces.append((clinic, cluster.pk, sentence))


def _held(record: dict[str, Any], known: Known, plan: Plan) -> ProviderNumber | bool | None:
    """The number's row that this record speaks of; None when it is free; False when the record is at fault."""
    start, end = day(record["valid_from"]), day(record["valid_to"])
    rows = known.holders[record["provider_number"]]
    if start is None:
        rows = [one for one in rows if one.valid_to is None]
        if rows:
            return rows[0]
        plan.fault(record, "gælder fra", "Ydernummeret er nyt. Skriv, fra hvilken dato klinikken har det.")
        return False
    same = [one for one in rows if one.valid_from == start]
    others = [
        one for one in rows if one.valid_from != start and overlaps(one.valid_from, one.valid_to, start, end)
    ]
    if others:
        plan.fault(
            record,
            "ydernummer",
            f"Ydernummeret tilhører {others[0].clinic} fra {others[0].valid_from:%d.%m.%Y}. "
            "Skriv den dato, eller giv det en slutdato først.",
        )
        return False
    return same[0] if same else None


def _with_new_number(
    record: dict[str, Any], cluster: Cluster, known: Known, plan: Plan
) -> tuple[Clinic, list[str], bool]:
    clinic = known.by_name.get((cluster.pk, record["name"]))
    is_new = clinic is None
    if clinic is None:
        clinic = known.by_name[cluster.pk, record["name"]] = Clinic(cluster=cluster, name=record["name"])
        plan.add(clinic)
    number = ProviderNumber(
        clinic=clinic,
        number=record["provider_number"],
        valid_from=day(record["valid_from"]),
        valid_to=day(record["valid_to"]),
    )
    known.holders[number.number].append(number)
    plan.add(number)
    told = [f"ny klinik i {cluster}"] if is_new else ["får ydernummeret"]
    return clinic, told, is_new


def _count(record: dict[str, Any], clinic: Clinic, known: Known, plan: Plan) -> list[str]:
    counted_on = day(record["counted_on"])
    if counted_on is None:
        return []
    key = (clinic, counted_on) if clinic.pk else (id(clinic), counted_on)
    found, patients = known.counts.get(key), record["patients"]
    if found is not None and found.pk is None:
        return [f"{one} ({counted_on:%d.%m.%Y})" for one in plan.alter(found, group1_patients=patients)]
    if found is not None and found.group1_patients == patients:
        return []
    row = PatientCount(
        clinic=clinic,
        counted_on=counted_on,
        group1_patients=patients,
        version=found.version + 1 if found else 1,
    )
    known.counts[key] = row
    plan.add(row)
    if found is None:
        return [f"{patients} gruppe 1-patienter den {counted_on:%d.%m.%Y}"]
    return [f"gruppe 1-patienter: {found.group1_patients} → {patients} ({counted_on:%d.%m.%Y})"]
