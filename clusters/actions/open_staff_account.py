"""Let a member of PLO's secretariat or an auditor sign in with a password of their own choosing."""

from django.db import transaction

from clusters import emails
from clusters.actions.open_account import open_account
from clusters.models import Person, User
from clusters.permissions import why_not_open_staff_account
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

NO_ADDRESS = "Personen har ingen mailadresse, så linket til en adgangskode kan ikke sendes."
TAKEN = "Mailadressen bruges allerede som brugernavn af en anden."


@transaction.atomic
def open_staff_account(person: Person, *, by: User | None) -> User:
    """Give the person's account the address as user name, and mail them how to choose a password.

    `by` is None when the product is set up and nobody is there yet. Raises Refused when `by` is not of the
    secretariat, the person holds no national role, or the address is missing or taken.
    """
    if reason := why_not_open_staff_account(by, person):
        raise Refused(reason)
    if not person.email:
        raise Refused(NO_ADDRESS)
    user = open_account(person)
    address = person.email.lower()
    if User.objects.filter(username=address).exclude(pk=user.pk).exists():
        raise Refused(TAKEN)
    user.username = user.email = address
    user.is_staff = True
    user.save(update_fields=["username", "email", "is_staff"])
    record("staff_account_opened", by=by, subject=person, text="Adgang med adgangskode åbnet.")
    emails.staff_account_opened(user)
    return user
