"""Members and roles."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from clusters.enums import Role
from clusters.models import Clinic, Cluster, Membership, Person
from clusters.permissions import why_not_change_address
from clusters.selectors.import_plans.people import Known
from clusters.selectors.import_plans.plan import NO_CLUSTER, Plan, What, day, overlaps


def plan_members(records: Sequence[dict[str, Any]], plan: Plan) -> None:
    """One row is one role of one person. A person with two roles has two rows."""
    known = Known(records)
    touched: dict[int, tuple[Cluster, dict[str, Any]]] = {}
    for record in plan.rows(records):
        cluster = known.clusters.get(record["cluster"])
        if cluster is None:
            plan.fault(record, "klyngenummer", NO_CLUSTER)
            continue
        clinic = known.clinic_of(record, cluster, plan)
        if clinic is False:
            continue
        person = known.person_of(record, clinic, plan)
        if person is False:
            continue
        person, told_person, is_new = _person(record, person, known, plan)
        role = _role(record, person, cluster, clinic, known, plan)
        if role is None:
            continue
        touched.setdefault(cluster.pk, (cluster, record))
        _tell(record, (person, *role), told_person, is_new, plan)
    _refuse_two_coordinators(touched, known, plan)


def _person(
    record: dict[str, Any], person: Person | None, known: Known, plan: Plan
) -> tuple[Person, list[str], bool]:
    """What the file leaves empty is left as it is."""
    facts = {name: record[name] for name in ("name", "email", "phone") if record[name]}
    if person is not None:
        if person.email.lower() == record["email"]:
            facts.pop("email", None)
        elif "email" in facts and (reason := why_not_change_address(person, facts["email"])):
            plan.fault(record, "mail", reason)
            facts.pop("email")
        return person, plan.alter(person, **facts), False
    person = Person(**facts)
    known.remember(person)
    plan.add(person)
    return person, [], True


def _role(
    record: dict[str, Any], person: Person, cluster: Cluster, clinic: Clinic | None, known: Known, plan: Plan
) -> tuple[Membership, list[str], bool] | None:
    """The role, what changes in it, and whether it is new; None when the row is at fault."""
    start, end = day(record["valid_from"]), day(record["valid_to"])
    held = [
        one for one in known.roles[id(person)] if one.cluster_id == cluster.pk and one.role == record["role"]
    ]
    same = [one for one in held if one.valid_from == start]
    if start is None:
        same = [one for one in held if one.valid_to is None or one.valid_to >= timezone.localdate()]
    facts = {"valid_to": end, "may_endorse": record["may_endorse"]}
    facts |= {"kind": record["kind"]} if record["kind"] else {}
    if same:
        told = plan.alter(same[0], **facts)
        if clinic is not None and same[0].clinic_id != clinic.pk:
            told.append(f"klinik: {clinic}")
            plan.alter(same[0], clinic=clinic)
        return same[0], told, False
    start = start or timezone.localdate()
    if clash := _clash(held, start, end):
        plan.fault(
            record,
            "fra",
            f"{person} har allerede rollen fra {clash.valid_from:%d.%m.%Y}. Skriv den dato, eller lad feltet stå tomt.",
        )
        return None
    role = Membership(
        person=person, cluster=cluster, clinic=clinic, role=record["role"], valid_from=start, **facts
    )
    known.roles[id(person)].append(role)
    plan.add(role)
    return role, [], True


def _clash(held: list[Membership], start: datetime.date, end: datetime.date | None) -> Membership | None:
    return next((one for one in held if overlaps(one.valid_from, one.valid_to, start, end)), None)


def _tell(
    record: dict[str, Any],
    found: tuple[Person, Membership, list[str], bool],
    told_person: list[str],
    is_new: bool,
    plan: Plan,
) -> None:
    person, role, told_role, role_is_new = found
    label = role.get_role_display()
    told = told_person + told_role
    if role_is_new:
        told.append(f"bliver {label.lower()} i {role.cluster} fra {role.valid_from:%d.%m.%Y}")
    text = f"{person}: {'; '.join(told)}" if told else f"{person}, {label.lower()} i {role.cluster}"
    what = What.NEW if is_new else What.CHANGED if told else What.UNCHANGED
    plan.note(record, what, text)
    if what != What.UNCHANGED:
        plan.traces.append((role, role.cluster_id, text))


def _refuse_two_coordinators(
    touched: dict[int, tuple[Cluster, dict[str, Any]]], known: Known, plan: Plan
) -> None:
    """One without an end date per cluster, among those there are and those planned."""
    open_roles: dict[int, list[Membership]] = {}
    planned = [one for roles in known.roles.values() for one in roles]
    seen = {one.pk for one in planned if one.pk}
    standing = Membership.objects.filter(
        cluster_id__in=list(touched), role=Role.COORDINATOR, valid_to=None, withdrawn_at=None
    ).select_related("person")
    for one in [*planned, *(one for one in standing if one.pk not in seen)]:
        if one.role == Role.COORDINATOR and one.valid_to is None:
            open_roles.setdefault(one.cluster_id, []).append(one)
    for pk, (cluster, record) in touched.items():
        if len(open_roles.get(pk, [])) > 1:
            names = " og ".join(sorted(one.person.name for one in open_roles[pk]))
            plan.fault(
                record,
                "rolle",
                f"{cluster} får to koordinatorer uden slutdato: {names}. Skriv en slutdato ved den, der stopper.",
            )
