"""Open the first accounts of the secretariat on a fresh installation; afterwards two of the secretariat do it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from clusters.actions.give_role_on_server import give_role_on_server
from clusters.actions.open_staff_account import open_staff_account
from clusters.enums import NATIONAL_ROLES, Role
from clusters.models import Membership, Person
from klyngeokonomi.refused import Refused


class Command(BaseCommand):
    help = "Opretter en medarbejder i PLO's klyngesekretariat eller en revisor og sender dem en mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="for- og efternavn")
        parser.add_argument("email")
        parser.add_argument("--role", choices=[str(role) for role in NATIONAL_ROLES], default="secretariat")

    @transaction.atomic
    def handle(self, *args: Any, name: str, email: str, role: str, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=email, name=name).first()
        person = person or Person.objects.create(name=name, email=email)
        try:
            if not Membership.objects.active().filter(person=person, role=role).exists():
                give_role_on_server(person, role=Role(role), valid_from=timezone.localdate())
            user = open_staff_account(person, by=None)
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{user} kan vælge en adgangskode; mailen er på vej til {user.email}.")
