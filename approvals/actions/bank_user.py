"""The name under which the bank's own answers are written: it signs in nowhere and holds no role."""

from django.contrib.auth.hashers import make_password

from approvals.enums import BANK_USERNAME
from clusters.models import Person, User


def bank_user() -> User:
    """The one row; made when it is not there. Two at once make one: the name is unique."""
    if found := User.objects.filter(username=BANK_USERNAME).first():
        return found
    User.objects.bulk_create(
        [
            User(
                username=BANK_USERNAME,
                person=Person.objects.create(name="Banken"),
                password=make_password(None),
                is_active=False,
            )
        ],
        ignore_conflicts=True,
    )
    return User.objects.get(username=BANK_USERNAME)
