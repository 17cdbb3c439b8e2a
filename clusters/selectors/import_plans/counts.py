"""The region's counts of patients: a line for each provider number; a clinic's count is what its numbers add up to."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from clusters.models import Clinic, PatientCount, ProviderNumber
from clusters.selectors.import_plans.plan import Plan, What, day

Key = tuple[int, datetime.date]
"""A clinic and the day its patients were counted."""
NO_CLINIC = "Ingen klinik har det ydernummer den {day:%d.%m.%Y}. Ret nummeret, eller giv klinikken det under Klinikker."
TWICE = "Ydernummeret står to gange med den dato. Slet den ene række."
LACKS = "{clinic} har også ydernummer {numbers}. Skriv det med i filen, også når antallet er 0."


class Register:
    """Who holds which number when, and what is counted already. Three queries."""

    def __init__(self, records: Sequence[dict[str, Any]]) -> None:
        wanted = {record["provider_number"] for record in records}
        clinics = ProviderNumber.objects.filter(number__in=wanted).values("clinic")
        self.by_number: dict[str, list[ProviderNumber]] = defaultdict(list)
        self.by_clinic: dict[int, list[ProviderNumber]] = defaultdict(list)
        for one in ProviderNumber.objects.filter(clinic__in=clinics).select_related("clinic__cluster"):
            self.by_number[one.number].append(one)
            self.by_clinic[one.clinic_id].append(one)
        days = {day(record["counted_on"]) for record in records}
        rows = PatientCount.objects.filter(clinic__in=list(self.by_clinic), counted_on__in=days)
        self.counts = {(one.clinic_id, one.counted_on): one for one in rows.order_by("version")}

    def holder(self, number: str, on: datetime.date) -> Clinic | None:
        return next((one.clinic for one in self.by_number[number] if _holds(one, on)), None)

    def numbers_of(self, clinic: int, on: datetime.date) -> set[str]:
        return {one.number for one in self.by_clinic[clinic] if _holds(one, on)}


def plan_counts(records: Sequence[dict[str, Any]], plan: Plan) -> None:
    """A count that differs from the one of the same day is its next version; the row before stays as a trace."""
    register = Register(records)
    parts: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    clinics: dict[int, Clinic] = {}
    for record in plan.rows(records):
        on, number = day(record["counted_on"]), record["provider_number"]
        clinic = register.holder(number, on)
        if clinic is None:
            plan.fault(record, "ydernummer", NO_CLINIC.format(day=on))
            continue
        clinics[clinic.pk] = clinic
        same = parts[clinic.pk, on]
        if any(one["provider_number"] == number for one in same):
            plan.fault(record, "ydernummer", TWICE)
            continue
        same.append(record)
    for (pk, on), lines in parts.items():
        _plan_clinic(clinics[pk], on, lines, register, plan)
    plan.changes.sort(key=lambda one: one["row"])


def _plan_clinic(
    clinic: Clinic, on: datetime.date, lines: list[dict[str, Any]], register: Register, plan: Plan
) -> None:
    lacking = register.numbers_of(clinic.pk, on) - {one["provider_number"] for one in lines}
    if lacking:
        plan.fault(lines[0], "ydernummer", LACKS.format(clinic=clinic, numbers=", ".join(sorted(lacking))))
        return
    patients = sum(one["patients"] for one in lines)
    found = register.counts.get((clinic.pk, on))
    text = f"{clinic} ({', '.join(one['provider_number'] for one in lines)}), {clinic.cluster}: "
    if found is not None and found.group1_patients == patients:
        plan.note(lines[0], What.UNCHANGED, f"{text}{patients} den {on:%d.%m.%Y}")
        return
    text += f"{patients} den {on:%d.%m.%Y}" if found is None else f"{found.group1_patients} → {patients}"
    plan.add(
        PatientCount(
            clinic=clinic,
            counted_on=on,
            group1_patients=patients,
            version=found.version + 1 if found else 1,
        )
    )
    plan.note(lines[0], What.NEW if found is None else What.CHANGED, text)
    plan.traces.append((clinic, clinic.cluster_id, f"patienttal: {text}"))


def _holds(number: ProviderNumber, on: datetime.date) -> bool:
    return number.valid_from <= on and (number.valid_to is None or number.valid_to >= on)
