"""Give a person a role, or change what goes with it. Nobody gives themselves any."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from clusters import emails
from clusters.enums import NATIONAL_ROLES, Role
from clusters.models import Clinic, Cluster, Membership, Person
from clusters.permissions import why_not_keep_role
from clusters.selectors.differences import differences
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

BY_COORDINATOR = "En stedfortræder udpeges af koordinatoren på klyngens side med medlemmer."

AS_CONFIRMED = "En landsdækkende rolle rettes ikke. Afslut den, og giv en ny, som en kollega bekræfter."


@transaction.atomic
def give_role(
    person: Person,
    *,
    role: Role,
    valid_from: datetime.date,
    by: "User",
    cluster: Cluster | None = None,
    clinic: Clinic | None = None,
    kind: str = "",
    may_endorse: bool = False,
    valid_to: datetime.date | None = None,
) -> Membership:
    """Days both included. A role over all clusters is told to both, and counts once another confirms it.

    Raises Refused when `by` is not of the secretariat or is the person, and with the rule's own sentence when
    the role cannot be as described.
    """
    if reason := why_not_keep_role(by, person):
        raise Refused(reason)
    if role == Role.DEPUTY:
        raise Refused(BY_COORDINATOR)
    membership = Membership(
        person=person,
        cluster=cluster,
        clinic=clinic,
        role=role,
        kind=kind,
        may_endorse=may_endorse,
        valid_from=valid_from,
        valid_to=valid_to,
        given_by=by.person if role in NATIONAL_ROLES else None,
    )
    _checked(membership)
    told = differences(membership)
    membership.save()
    record("role_given", by=by, subject=membership, cluster_id=membership.cluster_id, text=told)
    if role in NATIONAL_ROLES:
        for one in (person, by.person):
            emails.national_role_given(membership, by, one)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, by: "User") -> Membership:
    """Save a role whose clinic, kind, right to endorse or last day was changed. Raises Refused, also for a role
    over all clusters: what two have seen is not changed by one.
    """
    if reason := why_not_keep_role(by, membership.person):
        raise Refused(reason)
    told = differences(membership)
    if told:
        if membership.role in NATIONAL_ROLES:
            raise Refused(AS_CONFIRMED)
        _checked(membership)
        membership.save(update_fields=["clinic", "kind", "may_endorse", "valid_to"])
        record(
            "role_changed",
            by=by,
            subject=membership,
            cluster_id=membership.cluster_id,
            text=f"{membership}: {told}",
        )
    return membership


def _checked(membership: Membership) -> None:
    """The database's own rules, asked beforehand for their sentences."""
    if membership.clinic and membership.clinic.cluster_id != membership.cluster_id:
        raise Refused(f"{membership.clinic} hører ikke til klyngen. Vælg en af klyngens klinikker.")
    try:
        membership.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
