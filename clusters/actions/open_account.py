"""Give a person the account that signs in."""

from django.db import transaction

from clusters.models import Person, User


@transaction.atomic
def open_account(person: Person) -> User:
    """The person's account, made at need. It has no password and no address: MitID is the only way in."""
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    user = User.objects.filter(person=locked).first()
    if user is None:
        user = User.objects.create_user(username=f"person-{locked.pk}", person=locked)
    return user
