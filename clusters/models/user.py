"""The account that signs in. Who the person is, what they may do and how they are paid stand elsewhere."""

from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

from clusters.models.person import Person
from klyngeokonomi.statement import Statement


class AccountManager(UserManager["User"]):
    """Makes the person together with the account when none is given (createsuperuser, tests)."""

    def get(self, *args: Any, **which: Any) -> "User":
        """As ever; by its number alone, as every request asks for who is signed in, by a kept statement."""
        if args or which.keys() != {"pk"}:
            return super().get(*args, **which)
        if found := _BY_NUMBER.one(pk=int(which["pk"])):
            return found
        raise User.DoesNotExist

    def _create_user(self, username: str, email: str | None, password: str | None, **extra: Any) -> "User":
        if "person" not in extra and "person_id" not in extra:
            name = f"{extra.get('first_name', '')} {extra.get('last_name', '')}".strip() or username
            extra["person"] = Person.objects.create(name=name, email=email or "")
        return super()._create_user(username, email, password, **extra)


class User(AbstractUser):
    """One sign-in of one person. Members get theirs at their first MitID sign-in and have no password."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="user", verbose_name="person")

    objects = AccountManager()

    class Meta(AbstractUser.Meta):
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=False),
                name="clusters_user_no_superuser",
                violation_error_message="Ingen er superbruger her: roller gives af to i sekretariatet.",
            )
        ]

    def __str__(self) -> str:
        return self.person.name

    def get_full_name(self) -> str:
        return self.person.name

    def get_short_name(self) -> str:
        return self.person.first_name


_BY_NUMBER: Statement[User] = Statement(
    lambda pk: User.objects.filter(pk=pk).select_related("person").order_by()
)
"""With the person, whose name stands on every page."""
