"""The secretariat keeps clusters, clinics and persons; each change stands in the log with before and after."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.forms.models import model_to_dict
from django.utils import timezone

from clusters.models import Clinic, ClinicMove, Cluster, PatientCount, Person, ProviderNumber
from clusters.permissions import why_not_change_address, why_not_run_secretariat
from clusters.selectors.differences import differences
from clusters.selectors.import_plans.registers import slug_of
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def save_cluster(cluster: Cluster, *, by: "User") -> Cluster:
    """A new cluster gets its address from its name, and keeps it when the name changes."""
    if not cluster.slug:
        cluster.slug = slug_of(cluster.name)
        if Cluster.objects.filter(slug=cluster.slug).exists():
            cluster.slug = f"{cluster.slug}-{slug_of(cluster.number)}"
    if told := _saved(cluster, by):
        record("cluster_changed", by=by, subject=cluster, cluster_id=cluster.pk, text=told)
    return cluster


@act
def save_clinic(clinic: Clinic, *, by: "User") -> Clinic:
    """A clinic that goes to another cluster leaves a trace of the day: allotments are computed by it."""
    kept = Clinic.objects.select_for_update(of=("self",)).filter(pk=clinic.pk)
    before = kept.values_list("cluster_id", flat=True).first()
    if told := _saved(clinic, by):
        record("clinic_changed", by=by, subject=clinic, cluster_id=clinic.cluster_id, text=told)
    if before is not None and before != clinic.cluster_id:
        ClinicMove.objects.create(
            clinic=clinic,
            from_cluster_id=before,
            to_cluster_id=clinic.cluster_id,
            moved_on=timezone.localdate(),
            by=by,
        )
    return clinic


@act
def save_clinic_fact(fact: ProviderNumber | PatientCount, *, by: "User") -> ProviderNumber | PatientCount:
    """A provider number or a patient count; the log has it under its clinic. A count of a day that has one already
    is the next version of it.
    """
    clinic = fact.clinic
    if isinstance(fact, PatientCount):
        if fact.pk is not None:
            raise Refused("Et patienttal rettes ved at tilføje det rigtige med samme dato.")
        same = PatientCount.objects.filter(clinic=clinic, counted_on=fact.counted_on)
        fact.version = 1 + (same.aggregate(last=Max("version"))["last"] or 0)
    if told := _saved(fact, by):
        record(
            "clinic_changed",
            by=by,
            subject=clinic,
            cluster_id=clinic.cluster_id,
            text=f"{fact._meta.verbose_name} {fact}: {told}",
        )
    return fact


@act
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
        faults.point("register.checked")
        try:
            with transaction.atomic():
                instance.save()
        except IntegrityError as error:
            raise Refused(_clash(instance, error)) from error
    return told


def _clash(instance: models.Model, error: IntegrityError) -> str:
    """What the form could not foresee, for another was quicker: the broken rule's own sentence."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for rule in instance._meta.constraints:
        if rule.name == name:
            return f"{rule.violation_error_message} Intet er gemt."
    return "En kollega har netop gemt det samme. Intet er gemt. Se siden igennem, og prøv igen."
