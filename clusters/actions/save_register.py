"""The secretariat keeps clusters, clinics and persons; each change stands in the log with before and after."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.forms.models import model_to_dict

from clusters.models import Clinic, Cluster, PatientCount, Person, ProviderNumber
from clusters.permissions import why_not_change_address, why_not_run_secretariat
from clusters.selectors.differences import differences
from clusters.selectors.import_plans.registers import slug_of
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@transaction.atomic
def save_cluster(cluster: Cluster, *, by: "User") -> Cluster:
    """A new cluster gets its address from its name, and keeps it when the name changes."""
    if not cluster.slug:
        cluster.slug = slug_of(cluster.name)
        if Cluster.objects.filter(slug=cluster.slug).exists():
            cluster.slug = f"{cluster.slug}-{slug_of(cluster.number)}"
    if told := _saved(cluster, by):
        record("cluster_changed", by=by, subject=cluster, cluster_id=cluster.pk, text=told)
    return cluster


@transaction.atomic
def save_clinic(clinic: Clinic, *, by: "User") -> Clinic:
    if told := _saved(clinic, by):
        record("clinic_changed", by=by, subject=clinic, cluster_id=clinic.cluster_id, text=told)
    return clinic


@transaction.atomic
def save_clinic_fact(fact: ProviderNumber | PatientCount, *, by: "User") -> ProviderNumber | PatientCount:
    """A provider number or a patient count; the log has it under its clinic."""
    clinic = fact.clinic
    if told := _saved(fact, by):
        record(
            "clinic_changed",
            by=by,
            subject=clinic,
            cluster_id=clinic.cluster_id,
            text=f"{fact._meta.verbose_name} {fact}: {told}",
        )
    return fact


@transaction.atomic
def save_person(person: Person, *, by: "User") -> Person:
    if reason := why_not_change_address(person, person.email):
        raise Refused(reason)
    if told := _saved(person, by):
        record("person_changed", by=by, subject=person, text=told)
    return person


def _saved(instance: models.Model, by: "User") -> str:
    """What changed, in words; "" when nothing did. Raises Refused."""
    if reason := why_not_run_secretariat(by):
        raise Refused(reason)
    if any(holds_cpr(str(value)) for value in model_to_dict(instance).values()):
        raise Refused(NO_CPR)
    told = differences(instance)
    if told:
        instance.save()
    return told
