"""The first floor's mails: one function each, facts only; the words stand in templates/emails/clusters/."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from clusters.models import Cluster, Contract, Identity, Invitation, Membership, Person, User
from clusters.policy.allotment import register_day
from clusters.selectors.unclear_clinics import Unclear
from klyngeokonomi.danish.cpr_in_text import mask_cpr
from klyngeokonomi.documents.models import Document
from klyngeokonomi.outbox.enqueue import enqueue


def person_invited(invitation: Invitation, token: str) -> None:
    """The link to the invited. `token` is known here and in the mail, nowhere else."""
    enqueue(
        key=f"invitation:{invitation.pk}",
        to=invitation.person.email,
        template="clusters/person_invited",
        context={
            "person": invitation.person,
            "invited_by": invitation.created_by,
            "expires_at": invitation.expires_at,
            "link": settings.SITE_URL + reverse("invitation", args=[token]),
        },
        holds_secret=True,
        reply_to=settings.PLO_EMAIL,
    )


def identity_linked(identity: Identity) -> None:
    """Tell the person that a MitID now opens their account, so that a wrong hand is found out."""
    if identity.person.email:
        enqueue(
            key=f"identity:{identity.pk}:linked",
            to=identity.person.email,
            template="clusters/identity_linked",
            context={"person": identity.person, "linked_at": identity.linked_at},
            reply_to=settings.PLO_EMAIL,
        )


def password_reset(user: User, link: str) -> None:
    """The link to a new password, for staff who asked for it."""
    enqueue(
        key=f"user:{user.pk}:password-reset:{timezone.now().timestamp()}",
        to=user.email,
        template="clusters/password_reset",
        context={"user": user, "link": link},
        holds_secret=True,
        reply_to=settings.PLO_EMAIL,
    )


def security_changed(user: User, what: str) -> None:
    """Tell staff that something about their sign-in was changed; `what` is a Danish clause."""
    if user.email:
        enqueue(
            key=f"user:{user.pk}:security:{timezone.now().timestamp()}",
            to=user.email,
            template="clusters/security_changed",
            context={"user": user, "what": what, "at": timezone.now()},
            reply_to=settings.PLO_EMAIL,
        )


def staff_account_opened(user: User) -> None:
    """Tell new staff where to choose a password; the mail itself opens nothing."""
    enqueue(
        key=f"user:{user.pk}:staff:{timezone.now().timestamp()}",
        to=user.email,
        template="clusters/staff_account_opened",
        context={"user": user, "link": settings.SITE_URL + reverse("account_reset_password")},
        reply_to=settings.PLO_EMAIL,
    )


def deputy_appointed(membership: Membership, by: User) -> None:
    """Ask the deputy to take the task on, or say no."""
    enqueue(
        key=f"membership:{membership.pk}:appointed",
        to=membership.person.email,
        template="clusters/deputy_appointed",
        context={
            "membership": membership,
            "by": by,
            "link": settings.SITE_URL + reverse("clusters:members_of", args=[membership.cluster.slug]),
        },
        reply_to=by.person.email or settings.PLO_EMAIL,
    )


def deputy_answered(membership: Membership, coordinator: Person) -> None:
    """Tell the coordinator what the deputy answered."""
    if coordinator.email:
        enqueue(
            key=f"membership:{membership.pk}:answered:{coordinator.pk}",
            to=coordinator.email,
            template="clusters/deputy_answered",
            context={"membership": membership, "coordinator": coordinator},
            reply_to=membership.person.email or settings.PLO_EMAIL,
        )


def national_role_answered(membership: Membership, by: User) -> None:
    """A second person has confirmed or refused a right over all clusters: told to both it concerns."""
    for to in {membership.person, membership.given_by} - {None}:
        if to.email:
            enqueue(
                key=f"membership:{membership.pk}:answered:{to.pk}",
                to=to.email,
                template="clusters/national_role_answered",
                context={"membership": membership, "by": by, "to": to},
                reply_to=settings.PLO_EMAIL,
            )


def national_role_given(membership: Membership, by: User, to: Person) -> None:
    """A right over all clusters awaits a second person: told to the one who gets it and the one who gave it."""
    if to.email:
        enqueue(
            key=f"membership:{membership.pk}:given:{to.pk}",
            to=to.email,
            template="clusters/national_role_given",
            context={"membership": membership, "by": by, "to": to},
            reply_to=settings.PLO_EMAIL,
        )


def file_quarantined(document: Document) -> None:
    """The secretariat hears what was found and where to see it; the uploader what to do instead."""
    person = document.uploaded_by.person
    facts = {"document": document, "person": person, "file_name": mask_cpr(document.name)}
    link = settings.SITE_URL + reverse("admin:documents_quarantineddocument_change", args=[document.pk])
    enqueue(
        key=f"document:{document.pk}:quarantined:plo",
        to=settings.PLO_EMAIL,
        template="clusters/file_quarantined_plo",
        context={**facts, "link": link},
        reply_to=person.email,
    )
    if person.email:
        enqueue(
            key=f"document:{document.pk}:quarantined",
            to=person.email,
            template="clusters/file_quarantined",
            context=facts,
            reply_to=settings.PLO_EMAIL,
        )


def contract_to_confirm(contract: Contract, by: User, to: Iterable[Person]) -> None:
    """A contract of one who leads the cluster awaits another; told to those who may confirm it, else to PLO."""
    link = settings.SITE_URL + reverse("clusters:contract", args=[contract.pk])
    reachable = {str(one.pk): one.email for one in to if one.email} or {"plo": settings.PLO_EMAIL}
    for mark, address in reachable.items():
        enqueue(
            key=f"contract:{contract.pk}:confirm:{mark}",
            to=address,
            template="clusters/contract_to_confirm",
            context={"contract": contract, "by": by, "link": link},
            reply_to=by.person.email or settings.PLO_EMAIL,
        )


def contract_ends(contract: Contract, last: datetime.date, days: int, to: Iterable[Person]) -> int:
    """The end comes near: told once for each of the two distances and each last day; how many new mails."""
    link = settings.SITE_URL + reverse("clusters:contract", args=[contract.pk])
    reachable = {str(one.pk): one.email for one in to if one.email} or {"plo": settings.PLO_EMAIL}
    return sum(
        enqueue(
            key=f"contract:{contract.pk}:ends:{last:%Y-%m-%d}:{days}:{mark}",
            to=address,
            template="clusters/contract_ends",
            context={"contract": contract, "last": last, "link": link},
            reply_to=settings.PLO_EMAIL,
        )
        for mark, address in reachable.items()
    )


def clinics_unclear(cluster: Cluster, to: Person, unclear: list[Unclear], today: datetime.date) -> bool:
    """Ask a coordinator about clinics before the register is made up; True when it is new this year."""
    return enqueue(
        key=f"clinics:{today.year}:{cluster.pk}:{to.pk}",
        to=to.email,
        template="clusters/clinics_unclear",
        context={
            "cluster": cluster,
            "to": to,
            "unclear": unclear,
            "register_day": register_day(today.year),
            "link": settings.SITE_URL + reverse("clusters:allotment_of", args=[cluster.slug]),
        },
        reply_to=settings.PLO_EMAIL,
    )
