"""From a proved MitID to the account of the person it belongs to."""

from clusters.actions.link_identity import link_identity
from clusters.actions.open_account import open_account
from clusters.models import Invitation, User
from clusters.permissions import why_not_use_invitation
from clusters.selectors.identities import person_of_mitid
from klyngeokonomi.audit.record import record
from klyngeokonomi.integrations.mitid.port import MitIDClaims


def sign_in_person(claims: MitIDClaims, *, invitation: str = "") -> User | None:
    """The account to sign in, or None when nobody we know has this MitID.

    `invitation` is the fingerprint of a token that was opened before the sign-in. A person who is known
    already and comes with their own spent invitation is simply let in. Raises Refused (see link_identity).
    """
    person = person_of_mitid(claims.subject)
    invited = Invitation.objects.filter(token_sha256=invitation).first() if invitation else None
    if invited and (person is None or person.pk != invited.person_id or not why_not_use_invitation(invited)):
        return link_identity(invited, claims=claims)
    if person is None:
        record("sign_in_refused", by=None, text="MitID, som ikke er knyttet til nogen person.")
        return None
    return open_account(person)
