"""Write the account in the bank that PLO pays from. The same IBAN again corrects it; another takes its place."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from approvals.actions.set_bank_account import set_bank_account
from approvals.payment_files.dialects import DIALECTS
from klyngeokonomi.refused import Refused


class Command(BaseCommand):
    help = "Skriver den bankkonto, PLO betaler fra. Samme IBAN igen retter den; et andet IBAN tager over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("iban", help="dansk IBAN")
        parser.add_argument("bic")
        parser.add_argument("--name", required=True, help="hvad kontoen kaldes på skærmen")
        parser.add_argument("--owner-name", required=True, help="kontohaver, som banken skriver det")
        parser.add_argument("--owner-cvr", required=True)
        parser.add_argument("--dialect", required=True, choices=sorted(DIALECTS), help="bankens filformat")
        parser.add_argument("--customer-id", default="", help="kundenummer, når banken har givet et")
        parser.add_argument("--agreement-id", default="", help="aftalenummer, når banken har givet et")

    def handle(self, *args: Any, iban: str, **options: Any) -> None:
        named = ("bic", "name", "owner_name", "owner_cvr", "dialect", "customer_id", "agreement_id")
        try:
            account = set_bank_account(iban, **{name: options[name] for name in named})
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Der betales nu fra {account}, {account.reg_number} {account.account_number}.")
