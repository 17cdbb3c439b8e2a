"""Judges claims in a file by the guide: JSON in, JSON out. No database is needed (docs/judge.md)."""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from expenses.policy.claim_json import claim_from
from expenses.policy.finding import Finding
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.json_fields import Unreadable
from expenses.policy.limits import LimitTable
from expenses.policy.limits_json import table_as_json, table_from
from expenses.policy.rules import judge
from expenses.selectors.limits import limit_table

SHOWN = ("rule", "outcome", "heading", "sentence", "arithmetic")


class Command(BaseCommand):
    help = "Bedømmer krav efter vejledningen: en liste i JSON ind, fund i JSON ud."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FIL", nargs="?", help="krav i JSON; - læser fra standard ind")
        parser.add_argument("--limits", metavar="FIL", help="andre beløb og ord end vejledningens, i JSON")
        parser.add_argument(
            "--database", action="store_true", help="brug de beløb og ord, sekretariatet har i databasen"
        )
        parser.add_argument(
            "--show-limits", action="store_true", help="skriv de beløb og ord, der dømmes efter, som JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        table = _table(options)
        if options["show_limits"]:
            self.stdout.write(json.dumps(table_as_json(table), ensure_ascii=False, indent=2))
            return
        if options["file"] is None:
            raise CommandError("Skriv navnet på filen med krav, eller - for at læse fra standard ind.")
        claims = _read(options["file"])
        if not isinstance(claims, list):
            raise CommandError("Filen skal være en liste af krav: [ {…}, {…} ].")
        write = self.stdout.write
        write("[", ending="")
        for index, answer in enumerate(_answers(claims, table)):
            write(",\n" if index else "\n", ending="")
            write(_line(answer), ending="")
        write("\n]")


def _table(options: dict[str, Any]) -> LimitTable:
    if options["limits"]:
        try:
            return table_from(_read(options["limits"]))
        except Unreadable as error:
            raise CommandError(f"{options['limits']}: {error}") from error
    return limit_table() if options["database"] else GUIDE_TABLE


def _answers(claims: list[Any], table: LimitTable) -> Iterator[dict[str, Any]]:
    """One for each claim, in the order given; what cannot be read is told, and the others are still judged."""
    for data in claims:
        known = data.get("id") if isinstance(data, dict) else None
        try:
            claim = claim_from(data)
        except Unreadable as error:
            yield {"id": known, "error": str(error)}
        else:
            yield {"id": known, "findings": [_shown(found) for found in judge(claim, table)]}


def _line(answer: dict[str, Any]) -> str:
    """Half a character, as JSON can hold in a text, is written the way it came; so is an id with decimals."""
    text = json.dumps(answer, ensure_ascii=False, default=_number)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(answer, default=_number)
    return text


def _number(value: Decimal) -> float | str:
    """An id with decimals; JSON has no word for one that is larger than a float can be."""
    shown = float(value)
    return shown if isfinite(shown) else str(value)


def _shown(found: Finding) -> dict[str, Any]:
    frozen = found.as_dict()
    return {name: frozen[name] for name in SHOWN}


def _read(name: str) -> Any:
    """UTF-8, whatever the terminal speaks. Numbers keep their digits: no amount passes through binary fractions."""
    try:
        data = getattr(sys.stdin, "buffer", sys.stdin).read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        return json.loads(text, parse_float=Decimal, parse_constant=str)
    except OSError as error:
        raise CommandError(f"Filen {name} kan ikke læses: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{name} er ikke gyldig JSON i UTF-8: {error}.") from error
