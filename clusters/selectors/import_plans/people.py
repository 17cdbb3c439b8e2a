"""Who the rows of a file speak of: persons known by mail, else by name and provider number."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower

from clusters.models import Clinic, Cluster, Membership, Person, ProviderNumber
from clusters.selectors.import_plans.plan import Plan, clusters_by_number, overlaps
from clusters.selectors.import_plans.plan import day as as_day


class Known:
    """What the database holds about the people, clinics and roles in the file; planned rows are added to it."""

    def __init__(self, records: Sequence[dict[str, Any]]) -> None:
        self.clusters = clusters_by_number()
        self.holders = self._holders(records)
        mails = {record["email"] for record in records if record["email"]}
        names = {record["name"] for record in records}
        persons = list(
            Person.objects.alias(lower=Lower("email")).filter(Q(lower__in=mails) | Q(name__in=names))
        )
        by_pk = {one.pk: one for one in persons}
        self.by_mail: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in persons:
            self.by_name[person.name].append(person)
            if person.email:
                self.by_mail[person.email.lower()].append(person)
        self.roles: dict[int, list[Membership]] = defaultdict(list)
        for role in Membership.objects.filter(person_id__in=list(by_pk), withdrawn_at=None).order_by("pk"):
            role.person = by_pk[role.person_id]
            self.roles[id(role.person)].append(role)
        self.names_of: dict[str, set[str]] = defaultdict(set)
        for record in records:
            self.names_of[record["email"]].add(record["name"].lower())

    @staticmethod
    def _holders(records: Sequence[dict[str, Any]]) -> dict[str, list[ProviderNumber]]:
        numbers = {record["provider_number"] for record in records if record["provider_number"]}
        found: dict[str, list[ProviderNumber]] = defaultdict(list)
        rows = ProviderNumber.objects.filter(number__in=numbers).select_related("clinic__cluster")
        for one in rows.order_by("-valid_from"):
            found[one.number].append(one)
        return found

    def clinic_of(self, record: dict[str, Any], cluster: Cluster, plan: Plan) -> Clinic | bool | None:
        """The clinic that holds the row's number in its period; False when the row is at fault."""
        number = record["provider_number"]
        if not number:
            return None
        start, end = as_day(record["valid_from"]), as_day(record["valid_to"])
        fitting = [
            one
            for one in self.holders[number]
            if (start is None and one.valid_to is None)
            or (start is not None and overlaps(one.valid_from, one.valid_to, start, end))
        ]
        if not fitting:
            plan.fault(
                record, "ydernummer", "Ydernummeret kendes ikke i perioden. Læs klinikkerne ind først."
            )
            return False
        clinic = fitting[0].clinic
        if clinic.cluster_id != cluster.pk:
            plan.fault(record, "ydernummer", f"{clinic} hører til {clinic.cluster}. Ret nummer eller klynge.")
            return False
        return clinic

    def person_of(self, record: dict[str, Any], clinic: Clinic | None, plan: Plan) -> Person | bool | None:
        """The person known; None when new; False when the row is at fault."""
        if record["email"]:
            if len(self.names_of[record["email"]]) > 1:
                plan.fault(
                    record, "mail", "Mailen står ved flere navne. Hver person skal have sin egen mail."
                )
                return False
            found = self.by_mail[record["email"]]
            if len(found) > 1:
                plan.fault(
                    record, "mail", "Flere personer har den mail i systemet. Ret dem først under Personer."
                )
                return False
            if found:
                return found[0]
        namesakes = [one for one in self.by_name[record["name"]] if clinic and self._works_in(one, clinic)]
        if len(namesakes) > 1:
            plan.fault(record, "navn", "Flere i klinikken har det navn. Skriv personens mail.")
            return False
        return namesakes[0] if namesakes else None

    def _works_in(self, person: Person, clinic: Clinic) -> bool:
        return any(role.clinic_id == clinic.pk for role in self.roles[id(person)])

    def remember(self, person: Person) -> None:
        self.by_name[person.name].append(person)
        if person.email:
            self.by_mail[person.email.lower()].append(person)
