"""Mileage in one's own car is paid to whoever has a contract with the cluster, and to nobody else."""

from collections.abc import Iterator

from expenses.enums import CostCategory, Outcome, VoucherKind
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import TRANSPORT

RULE = "mileage_contract"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    is_mileage = claim.kind == VoucherKind.MILEAGE or claim.has(CostCategory.MILEAGE)
    payee = claim.payee
    if not is_mileage:
        return
    if payee and payee.contract:
        if payee.mileage is False:
            yield finding(
                RULE,
                Outcome.STOP,
                TRANSPORT,
                "Efter kontrakten betales kørsel i egen bil ikke ved siden af honoraret. Lav en ny kontrakt, hvis "
                "det er aftalt, eller søg om udgifter til tog, bus, taxa og bro efter regning.",
                facts=(("Modtager", payee.name), ("Kontrakt", "ja, uden kørsel")),
                field="payee",
            )
        return
    yield finding(
        RULE,
        Outcome.STOP,
        TRANSPORT,
        "Kørsel i egen bil betales kun til den, der har kontrakt med klyngen. Lav kontrakten først, eller søg "
        "om udgifter til tog, bus, taxa og bro efter regning.",
        facts=(("Modtager", payee.name if payee else "ikke oplyst"), ("Kontrakt", "nej")),
        field="payee",
    )
