"""Send a person the one-time link that ties their MitID to them."""

import hashlib
import secrets
import string
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusters import emails
from clusters.models import Invitation, Person, User
from clusters.permissions import why_not_invite_person
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

VALID_FOR = timedelta(days=14)
MOST_A_DAY = 5
TOKEN_LENGTH = 43
"""Letters alone, 245 bits: nothing a mail program could break or a reader mistake for a number."""

NO_ADDRESS = "Personen har ingen mailadresse, så invitationen kan ikke sendes. Skriv adressen først."
TOO_MANY = f"Personen har fået {MOST_A_DAY} invitationer det seneste døgn. Vent til i morgen."


def fingerprint(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_person(person: Person, *, by: User) -> Invitation:
    """Mail the person a link that works once and for VALID_FOR; earlier unused links stop working.

    Raises Refused when `by` may not invite, there is no address, or too many were sent today.
    """
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if reason := why_not_invite_person(by, locked):
        raise Refused(reason)
    if not locked.email:
        raise Refused(NO_ADDRESS)
    now = timezone.now()
    earlier = Invitation.objects.filter(person=locked)
    if earlier.filter(created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(TOO_MANY)
    earlier.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
    token = "".join(secrets.choice(string.ascii_letters) for _ in range(TOKEN_LENGTH))
    invitation = Invitation.objects.create(
        person=locked, token_sha256=fingerprint(token), created_by=by, expires_at=now + VALID_FOR
    )
    record("person_invited", by=by, subject=locked, text="Invitation sendt.")
    emails.person_invited(invitation, token)
    return invitation
