"""Proves the books: sums, states, decisions, mails and papers. Exits non-zero with a sentence per fault."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from approvals.selectors.fee_proofs import check_fee_statements
from approvals.selectors.income_proofs import check_income_reports
from approvals.selectors.payment_proofs import check_batch_files, check_payments, check_statements
from approvals.selectors.proofs import check_decisions, check_vouchers
from approvals.selectors.withheld_months import check_withheld
from clusters.ledger.checks import check_ledger
from clusters.ledger.pairs import check_pairs
from klyngeokonomi.audit.proofs import check_seals, last_seals
from klyngeokonomi.documents.proofs import check_papers
from klyngeokonomi.outbox.proofs import check_outbox
from klyngeokonomi.personal_numbers import check_no_cpr

PROOFS: list[tuple[str, Callable[[], Iterator[str]]]] = [
    ("Kontoens summer (I1, I3)", check_ledger),
    ("Overførsler og tildelinger (I1)", check_pairs),
    ("Bilag, handlinger og reservationer (I2, I4, I5)", check_vouchers),
    ("Afgørelser (I5)", check_decisions),
    ("Betalinger og deres bevægelser (I2, I5, I6)", check_payments),
    ("Tilbageholdt skat og journaler (I6)", check_withheld),
    ("Betalingsfiler (I6, I8)", check_batch_files),
    ("Bankens kontoudtog (I6)", check_statements),
    ("Indberetninger til eIndkomst (I6, I8)", check_income_reports),
    ("Lønsedler og det, de fortæller om (I6)", check_fee_statements),
    ("Udgående mails (I7)", check_outbox),
    ("Papirer og deres aftryk (I8)", check_papers),
    ("Ingen CPR-numre i teksterne (I9)", check_no_cpr),
    ("Segl over beviserne (I10)", check_seals),
]
SHOWN = 50


class Command(BaseCommand):
    help = "Beviser regnskabet: summer, status, afgørelser, mails og papirer."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for name, proof in PROOFS:
            found = list(proof())
            faults += len(found)
            self.stdout.write(f"{'✓' if not found else '✗'} {name}")
            for sentence in found[:SHOWN]:
                self.stdout.write(f"    {sentence}")
            if len(found) > SHOWN:
                self.stdout.write(f"    og {len(found) - SHOWN} fejl mere af samme slags.")
        for sentence in last_seals():
            self.stdout.write(f"  {sentence}")
        if faults:
            raise CommandError(f"Regnskabet går ikke op: {faults} fejl. Se linjerne ovenfor.")
        self.stdout.write("Regnskabet går op.")
