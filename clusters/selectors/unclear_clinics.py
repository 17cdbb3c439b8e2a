"""Clinics that the secretariat must look at before the register is made up: what is wrong with each, in Danish."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from clusters.enums import MemberKind, Role
from clusters.models import Clinic, Cluster, Membership, PatientCount, ProviderNumber
from clusters.policy.allotment import register_day

COUNT_LASTS = datetime.timedelta(days=366)
"""A count is yearly: one from the last register day still speaks on the day before the next."""


@dataclass(frozen=True, slots=True)
class Unclear:
    clinic: Clinic
    reasons: list[str]


def unclear_clinics(today: datetime.date, cluster: Cluster | None = None) -> list[Unclear]:
    """Of the clinics that are open, by cluster and name. Four queries."""
    clinics = Clinic.objects.filter(Q(closed_on=None) | Q(closed_on__gt=today)).select_related("cluster")
    if cluster is not None:
        clinics = clinics.filter(cluster=cluster)
    known = list(clinics.order_by("cluster__name", "name", "pk"))
    numbers, kinds = _numbers(known), _kinds(known, today)
    rows = PatientCount.objects.filter(clinic__in=known, counted_on__gte=today - COUNT_LASTS)
    counted = set(rows.values_list("clinic_id", flat=True))
    found = []
    for clinic in known:
        reasons = [
            *_of_cluster(clinic.cluster, today),
            *_of_numbers(numbers[clinic.pk], today),
            *_of_members(kinds[clinic.pk]),
        ]
        if clinic.pk not in counted:
            reasons.append("Intet patienttal det sidste år.")
        if reasons:
            found.append(Unclear(clinic, reasons))
    return found


def _numbers(clinics: list[Clinic]) -> dict[int, list[ProviderNumber]]:
    found: dict[int, list[ProviderNumber]] = defaultdict(list)
    for one in ProviderNumber.objects.filter(clinic__in=clinics).order_by("valid_from"):
        found[one.clinic_id].append(one)
    return found


def _kinds(clinics: list[Clinic], today: datetime.date) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = Membership.objects.active(today).filter(clinic__in=clinics, role=Role.MEMBER)
    for clinic, kind in rows.values_list("clinic_id", "kind").order_by():
        found[clinic].add(kind)
    return found


def _of_cluster(cluster: Cluster, today: datetime.date) -> list[str]:
    if cluster.active_to is None or cluster.active_to >= today:
        return []
    return [f"Klyngen ophørte den {cluster.active_to:%d.%m.%Y}. Klinikken mangler en ny."]


def _of_numbers(numbers: list[ProviderNumber], today: datetime.date) -> list[str]:
    held = [
        one for one in numbers if one.valid_from <= today and (one.valid_to is None or one.valid_to >= today)
    ]
    if not held:
        ended = [one.valid_to for one in numbers if one.valid_to is not None and one.valid_to < today]
        return [f"Ydernummeret ophørte den {max(ended):%d.%m.%Y}." if ended else "Intet ydernummer."]
    counted = register_day(today.year if today <= register_day(today.year) else today.year + 1)
    last = max((one.valid_to or datetime.date.max) for one in numbers if one.valid_from <= counted)
    return [f"Ydernummeret ophører den {last:%d.%m.%Y}."] if last < counted else []


def _of_members(kinds: set[str]) -> list[str]:
    if not kinds:
        return ["Ingen medlemmer fra klinikken."]
    return [] if MemberKind.OWNER in kinds else ["Ingen ejerlæge fra klinikken."]
