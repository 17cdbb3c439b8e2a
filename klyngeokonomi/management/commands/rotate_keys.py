"""After SECOND_FACTOR_KEY or PERSONAL_NUMBER_KEY has been changed, and the one before put in ..._OLD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from clusters.actions.rotate_second_factor_key import rotate_second_factor_key
from klyngeokonomi.refused import Refused
from klyngeokonomi.rotate_vault import rotate_vault


class Command(BaseCommand):
    help = (
        "Krypter medarbejdernes andet trin på ny med SECOND_FACTOR_KEY, og boksen (CPR-numre og bankfiler) med "
        "PERSONAL_NUMBER_KEY; bagefter kan de gamle nøgler fjernes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                factors, kept = rotate_second_factor_key(), rotate_vault()
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{factors} er krypteret med den nye nøgle. SECOND_FACTOR_OLD_KEYS kan nu tømmes.")
        self.stdout.write(f"{kept} i boksen er krypteret på ny. PERSONAL_NUMBER_OLD_KEYS kan nu tømmes.")
