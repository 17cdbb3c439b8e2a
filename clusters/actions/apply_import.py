"""Carry out an import that has been looked through: all of it or nothing."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from clusters.actions.record_allotment import record_allotment
from clusters.actions.set_opening_balance import enter_opening_balance
from clusters.enums import ImportKind, ImportState
from clusters.models import (
    Clinic,
    ClinicMove,
    Cluster,
    ImportRun,
    Membership,
    PatientCount,
    Person,
    ProviderNumber,
)
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.import_plans import plan_import
from clusters.selectors.import_plans.plan import Plan
from klyngeokonomi.audit.record import record, record_many
from klyngeokonomi.money import NotAnAmount, format_kr, parse_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

LOCK = 7_264_001
"""The advisory lock that imports are applied under, one at a time."""
CHUNK = 500
ORDER = (Cluster, Clinic, ClinicMove, ProviderNumber, PatientCount, Person, Membership)
"""What others point at comes first."""
STALE = (
    "Oplysningerne er ændret, siden du så listen igennem, så den gælder ikke længere. "
    "Se den nye liste igennem, og tryk Indlæs igen."
)
CLASH = "Filen passer ikke med det, der står i systemet: {what} Intet er indlæst."
OWN = "Filen ændrer dine egne roller ({name}). Bed en kollega indlæse den."
WITH_SUM = (ImportKind.ALLOTMENTS, ImportKind.OPENINGS)
"""What moves money: the total is typed from elsewhere."""
ACTS = {Cluster: "cluster_changed", Clinic: "clinic_changed", Membership: "membership_changed"}


def apply_import(run: ImportRun, *, by: "User", control_sum: str = "") -> ImportRun:
    """Write what the preview said. `control_sum` is what the secretary typed, for allotments.

    Raises Refused when `by` may not, there are errors, nothing would change, it is done already, the control
    sum is not the file's, or the database has changed so that the preview no longer holds: then the preview
    is made anew, and that alone is kept.
    """
    if reason := why_not_run_secretariat(by):
        raise Refused(reason)
    try:
        with transaction.atomic():
            applied = _apply(run, by, control_sum)
    except IntegrityError as error:
        raise Refused(CLASH.format(what=_rule_of(error))) from error
    if applied is None:
        raise Refused(STALE)
    return applied


def _apply(run: ImportRun, by: "User", control_sum: str) -> ImportRun | None:
    """None when the preview did not hold and was made anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    locked = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if reason := _why_not(locked):
        raise Refused(reason)
    plan = plan_import(locked.kind, locked.rows)
    if plan.changes != locked.changes or plan.errors != locked.errors:
        locked.changes, locked.errors = plan.changes, plan.errors
        locked.save(update_fields=["changes", "errors"])
        return None
    if all(one["what"] == "unchanged" for one in plan.changes):
        raise Refused("Alt i filen står allerede i systemet. Der er intet at indlæse.")
    if locked.kind in WITH_SUM:
        _check_sum(plan, control_sum)
        locked.control_sum = format_kr(plan.total)
    _refuse_own(plan, by)
    _write(plan, by)
    locked.state, locked.applied_at, locked.applied_by = ImportState.APPLIED, timezone.now(), by
    locked.save(update_fields=["state", "applied_at", "applied_by", "control_sum"])
    count = sum(one["what"] != "unchanged" for one in plan.changes)
    record("import_done", by=by, subject=locked, text=f"{locked}: {count} af {len(plan.changes)} rækker")
    return locked


def _why_not(run: ImportRun) -> str | None:
    if run.state == ImportState.APPLIED:
        return f"Filen er allerede indlæst af {run.applied_by}."
    if run.state != ImportState.READY:
        return "Filen er ikke læst færdig endnu. Vent et øjeblik."
    if run.errors:
        return "Filen har fejl. Ret dem i filen, og send den igen."
    return None


def _check_sum(plan: Plan, typed: str) -> None:
    if not typed.strip():
        raise Refused("Skriv kontrolsummen. Den står i regionens brev eller regnskabet, ikke i filen.")
    below = typed.strip()[:1] in ("-", "−")
    try:
        expected = parse_kr(typed.strip()[1:]) * -1 if below else parse_kr(typed)
    except NotAnAmount as error:
        raise Refused(f"Kontrolsum: {error}") from error
    if expected != plan.total:
        raise Refused(
            f"Filens sum er {format_kr(plan.total)} Kontrolsummen er {format_kr(expected)} "
            "Find forskellen, før noget bogføres."
        )


def _refuse_own(plan: Plan, by: "User") -> None:
    for one in [*plan.new, *plan.changed]:
        if isinstance(one, Membership) and one.person_id == by.person_id:
            raise Refused(OWN.format(name=one.person))


def _write(plan: Plan, by: "User") -> None:
    """What ends is written before what begins, so that a new coordinator finds the seat empty. Money last, and by
    cluster: accounts are locked in that order everywhere.
    """
    for one in plan.new:
        if isinstance(one, ClinicMove):
            one.by = by
    for model in ORDER:
        altered: dict[frozenset[str], list[models.Model]] = {}
        for one, names in plan.changed.items():
            if isinstance(one, model):
                altered.setdefault(frozenset(names), []).append(one)
        for names, rows in altered.items():
            model.objects.bulk_update(rows, sorted(names), batch_size=CHUNK)
        model.objects.bulk_create([one for one in plan.new if isinstance(one, model)], batch_size=CHUNK)
    for model, act in ACTS.items():
        record_many(act, by=by, traces=[one for one in plan.traces if isinstance(one[0], model)])
    for cluster, amount in sorted(plan.openings, key=lambda one: one[0].pk):
        enter_opening_balance(cluster, amount=amount, by=by)
    for cluster, amount, payment in sorted(plan.bookings, key=lambda one: one[0].pk):
        record_allotment(cluster, amount=amount, payment=payment, by=by)


def _rule_of(error: IntegrityError) -> str:
    """The Danish sentence of the constraint that was broken."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    for model in ORDER:
        for one in model._meta.constraints:
            if one.name == name:
                return str(one.violation_error_message)
    return "to rækker modsiger hinanden."
