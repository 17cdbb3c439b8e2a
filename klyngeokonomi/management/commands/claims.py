"""Writes sent vouchers as the JSON that `judge` reads: what is known of them today, with names in it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from expenses.models import Voucher
from expenses.policy.claim_written import claim_as_json
from expenses.selectors.facts import facts_for

CHUNK = 500


class Command(BaseCommand):
    help = "Skriver sendte bilag som krav i JSON, som «judge» kan bedømme. Indeholder deltagernes navne."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", metavar="BILAG", nargs="*", help="bilagsnumre, fx 2026-00417")
        parser.add_argument("--year", type=int, help="alle bilag, der er sendt i året")

    def handle(self, *args: Any, **options: Any) -> None:
        vouchers = list(_chosen(options))
        if missing := set(options["numbers"]) - {one.number for one in vouchers}:
            raise CommandError(f"Der er intet bilag med nummer {', '.join(sorted(missing))}.")
        claims = []
        for start in range(0, len(vouchers), CHUNK):
            chunk = vouchers[start : start + CHUNK]
            facts = facts_for(chunk)
            claims += [{**claim_as_json(facts[one.pk]), "id": one.number} for one in chunk]
        self.stdout.write(json.dumps(claims, ensure_ascii=False, indent=1))


def _chosen(options: dict[str, Any]) -> Any:
    sent = Voucher.objects.filter(number__isnull=False).order_by("number")
    if options["numbers"]:
        return sent.filter(number__in=options["numbers"])
    if options["year"]:
        return sent.filter(number__startswith=f"{options['year']}-")
    raise CommandError("Skriv bilagsnumre eller --year.")
