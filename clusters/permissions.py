"""Who is what today. Every `why_not_*` gives the Danish reason, or None when it is allowed."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from clusters.enums import NATIONAL_ROLES, PeriodStep, Role
from clusters.models import (
    Cluster,
    Contract,
    Identity,
    Invitation,
    Membership,
    OwnSession,
    PeriodLock,
    Person,
)
from clusters.selectors.standing import standing

if TYPE_CHECKING:
    from clusters.models import User


def why_not_run_secretariat(user: "User") -> str | None:
    """Everything in the admin that changes something."""
    return None if standing(user).is_secretariat else "Det kan kun PLO's klyngesekretariat."


def why_not_open_admin(user: "User") -> str | None:
    return None if standing(user).national else "Siden er for PLO's klyngesekretariat og revisor."


def why_not_lead_cluster(user: "User", cluster: Cluster) -> str | None:
    """Members, meetings and deputies are kept by the coordinator, the deputy or the secretariat."""
    held = standing(user)
    if held.leads(cluster) or held.is_secretariat:
        return None
    return "Det kan kun klyngens koordinator."


def why_not_invite_person(user: "User", person: Person) -> str | None:
    """The secretariat invites anyone; a coordinator or deputy those who are in a cluster they lead.

    Whoever has a MitID linked, or a national role, is invited by the secretariat alone: a new link to
    them opens an account that is in use.
    """
    held = standing(user)
    if held.is_secretariat:
        return None
    theirs = Membership.objects.active().filter(person=person).values_list("cluster_id", flat=True)
    if not any(cluster_id is not None and held.leads(cluster_id) for cluster_id in theirs):
        return "Du kan kun invitere medlemmer af din egen klynge."
    if None in theirs or Identity.objects.filter(person=person).exists():
        return "Personen har allerede adgang. En ny invitation kan kun sendes af PLO's klyngesekretariat."
    return None


def why_not_appoint_deputy(user: "User", cluster: Cluster) -> str | None:
    """The coordinator alone hands the task on (the secretariat may help); a deputy does not appoint deputies."""
    held = standing(user)
    if held.is_secretariat or Role.COORDINATOR in held.roles_in(cluster):
        return None
    return "Det kan kun klyngens koordinator."


def why_not_answer_deputy(user: "User", membership: Membership) -> str | None:
    """The one who is asked answers, once, and while the period lasts."""
    if membership.role != Role.DEPUTY or membership.person_id != user.person_id:
        return "Kun den, der er spurgt, kan svare."
    if membership.withdrawn_at or membership.accepted_at:
        return "Der er allerede svaret."
    if membership.valid_to is not None and membership.valid_to < timezone.localdate():
        return "Perioden er forbi."
    return None


def why_not_keep_role(user: "User", person: Person) -> str | None:
    """Roles are kept by the secretariat, and nobody keeps their own."""
    if reason := why_not_run_secretariat(user):
        return reason
    if person.pk == user.person_id:
        return "Du kan ikke ændre dine egne roller. Bed en kollega om det."
    return None


def why_not_confirm_role(user: "User", membership: Membership) -> str | None:
    """A second secretary: neither the one who gave it nor the one who gets it."""
    if reason := why_not_reject_role(user, membership):
        return reason
    if membership.given_by_id is None:
        return "Det er ikke skrevet, hvem der gav rollen. Afvis den, og giv den igen."
    if membership.given_by_id == user.person_id:
        return "Du har selv givet rollen. En kollega skal bekræfte den."
    return None


def why_not_reject_role(user: "User", membership: Membership) -> str | None:
    """Any secretary but the one who gets it; whoever gave it may take it back."""
    if reason := why_not_keep_role(user, membership.person):
        return reason
    if membership.role not in NATIONAL_ROLES or membership.without_second:
        return "Rollen skal ikke bekræftes."
    if membership.confirmed_at:
        return "Rollen er allerede bekræftet."
    return "Rollen er trukket tilbage." if membership.withdrawn_at else None


def why_not_change_address(person: Person, address: str) -> str | None:
    """The link to a password goes to this address: two have seen it, so one does not change it."""
    if person.pk is None or not Membership.objects.national().filter(person=person).exists():
        return None
    kept = Person.objects.values_list("email", flat=True).get(pk=person.pk)
    if kept.lower() == address.lower():
        return None
    return (
        "Mailadressen hører til en landsdækkende rolle, som to har set på. "
        "Afslut rollen, ret adressen, og giv rollen igen."
    )


def why_not_end_role(user: "User", membership: Membership) -> str | None:
    """The secretariat ends any role but its own; a coordinator the deputies of the cluster."""
    if membership.role == Role.DEPUTY and membership.cluster is not None:
        return why_not_appoint_deputy(user, membership.cluster)
    return why_not_keep_role(user, membership.person)


def why_not_use_invitation(invitation: Invitation) -> str | None:
    """The link itself is the right; it works once, and not for ever."""
    if invitation.used_at:
        return "Invitationen er allerede brugt. Har du brugt den selv, kan du logge ind med MitID."
    if invitation.expires_at <= timezone.now():
        return "Invitationen er udløbet. Bed PLO's klyngesekretariat om en ny."
    return None


def why_not_sign_in_by_password(user: "User") -> str | None:
    """Only staff have passwords; everyone else comes by MitID, also if they once were staff."""
    if standing(user).national:
        return None
    return "Log ind med MitID. Adgangskode er kun for PLO's klyngesekretariat og revisor."


def why_not_open_staff_account(user: "User | None", person: Person) -> str | None:
    """The secretariat opens staff's accounts; the first is opened from the command line, by nobody (None)."""
    if user is not None and (reason := why_not_run_secretariat(user)):
        return reason
    if not Membership.objects.active().filter(person=person, role__in=NATIONAL_ROLES).exists():
        return "Giv først personen rollen som sekretariat eller revisor."
    return None


def why_not_end_session(user: "User", session: OwnSession) -> str | None:
    """One's own alone; a person who is to be out loses the role, which acts at the next request."""
    return None if session.user_id == user.pk else "Du kan kun logge dig selv ud."


def why_not_lock_month(user: "User", month: date, last: PeriodLock | None) -> str | None:
    """An ended month (its first day) that is not locked; one that somebody asks to open is locked on by a no."""
    if reason := why_not_run_secretariat(user):
        return reason
    if month >= timezone.localdate().replace(day=1):
        return "En måned kan først låses, når den er gået."
    return "Måneden er allerede låst." if last and last.step == PeriodStep.LOCK else None


def why_not_ask_to_open(user: "User", last: PeriodLock | None) -> str | None:
    """A locked month, `last` being its last step."""
    if reason := why_not_run_secretariat(user):
        return reason
    if last is None or last.step == PeriodStep.OPEN:
        return "Måneden er ikke låst."
    return "En kollega har allerede bedt om at åbne måneden." if last.step == PeriodStep.ASK else None


def why_not_open_month(user: "User", last: PeriodLock | None) -> str | None:
    """Another than the one who asked."""
    if reason := why_not_run_secretariat(user):
        return reason
    if last is None or last.step != PeriodStep.ASK:
        return "Ingen har bedt om at åbne måneden."
    if last.by.person_id == user.person_id:
        return "Du har selv bedt om at åbne måneden. En kollega skal åbne den."
    return None


def sees_pay(user: "User", contract: Contract) -> bool:
    """What a contract pays, and its file: the party, who leads the cluster, the secretariat and the auditor."""
    held = standing(user)
    return bool(held.national) or held.leads(contract.cluster_id) or contract.is_party(user)


def why_not_change_contract(user: "User", contract: Contract) -> str | None:
    if reason := why_not_lead_cluster(user, contract.cluster):
        return reason
    if contract.withdrawn_at:
        return "Kontrakten er fjernet."
    if contract.is_signed:
        return "Kontrakten er underskrevet og kan ikke ændres. Lav en ny, der afløser den fra en dato."
    return None


def why_not_sign_contract(user: "User", contract: Contract) -> str | None:
    """A file that could not be read may be followed by another; the terms stand all the same."""
    if reason := why_not_lead_cluster(user, contract.cluster):
        return reason
    if contract.document is not None and contract.document.is_refused:
        return None
    return why_not_change_contract(user, contract)


def why_not_confirm_contract(user: "User", contract: Contract) -> str | None:
    """Another of those who run the cluster, or the secretariat; by person and not by account."""
    held = standing(user)
    roles = held.roles_in(contract.cluster_id)
    if not (held.is_secretariat or roles & {Role.COORDINATOR, Role.DEPUTY, Role.BOARD}):
        return "Det kan kun bestyrelsen, koordinatoren, stedfortræderen eller PLO's klyngesekretariat."
    if not contract.is_signed or contract.withdrawn_at:
        return "Kontrakten skal underskrives og lægges op, før den kan bekræftes."
    if not contract.awaits_second:
        return "Kontrakten skal ikke bekræftes."
    if user.person_id in (contract.person_id, contract.entered_by_id, contract.signed_by_id):
        return "Du kan ikke bekræfte din egen kontrakt eller en, du selv har lavet. Bed en anden om det."
    return None


def why_not_stop_contract(user: "User", contract: Contract) -> str | None:
    if reason := why_not_lead_cluster(user, contract.cluster):
        return reason
    if not contract.is_signed:
        return "Kontrakten er ikke underskrevet. Fjern den i stedet."
    return "Kontrakten er allerede ophørt." if contract.stopped_on else None
