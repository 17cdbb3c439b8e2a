"""After SECOND_FACTOR_KEY has been changed, and the one before put in SECOND_FACTOR_OLD_KEYS: encrypt all anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clusters.actions.rotate_second_factor_key import rotate_second_factor_key
from klyngeokonomi.refused import Refused


class Command(BaseCommand):
    help = (
        "Krypter medarbejdernes andet trin på ny med SECOND_FACTOR_KEY; bagefter kan den gamle nøgle fjernes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = rotate_second_factor_key()
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{count} er krypteret med den nye nøgle. SECOND_FACTOR_OLD_KEYS kan nu tømmes.")
