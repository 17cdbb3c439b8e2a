"""Tie a MitID to the person an invitation was sent to."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters import emails
from clusters.actions.open_account import open_account
from clusters.enums import IdentityKind
from clusters.models import Identity, Invitation, User
from clusters.permissions import why_not_use_invitation
from clusters.selectors.identities import MITID, person_of_mitid
from klyngeokonomi.audit.record import record
from klyngeokonomi.integrations.mitid.port import MitIDClaims
from klyngeokonomi.refused import Refused

OTHER_PERSON = (
    "Dit MitID er allerede knyttet til en anden person i Klyngeøkonomi. "
    "Kontakt PLO's klyngesekretariat, så retter de det."
)


@transaction.atomic
def link_identity(invitation: Invitation, *, claims: MitIDClaims) -> User:
    """Link the MitID to the invited person, spend the invitation, and return the person's account.

    Of two who use one invitation at once, one is linked and the other is refused. Raises Refused when the
    invitation is spent or too old, or the MitID belongs to someone else.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("person").get(pk=invitation.pk)
    if reason := why_not_use_invitation(locked):
        raise Refused(reason)
    person = locked.person
    owner = person_of_mitid(claims.subject)
    if owner and owner != person:
        raise Refused(OTHER_PERSON)
    user = open_account(person)
    if owner is None:
        identity = _new_identity(locked, claims)
        record(
            "identity_linked",
            by=user,
            subject=person,
            text=f"MitID knyttet ved invitation {locked.pk} fra {locked.created_by}.",
        )
        emails.identity_linked(identity)
    locked.used_at = timezone.now()
    locked.save(update_fields=["used_at"])
    return user


def _new_identity(invitation: Invitation, claims: MitIDClaims) -> Identity:
    """The link itself; the database refuses a second person for the same MitID, also at the same moment."""
    try:
        with transaction.atomic():
            return Identity.objects.create(
                person=invitation.person,
                provider=MITID,
                subject=claims.subject,
                level=claims.level.name.lower(),
                kind=IdentityKind.PRIVATE,
            )
    except IntegrityError as error:
        raise Refused(OTHER_PERSON) from error
