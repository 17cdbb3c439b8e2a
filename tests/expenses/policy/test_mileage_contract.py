from decimal import Decimal

import pytest

from expenses.enums import Outcome, VoucherKind
from expenses.policy.facts import Relation
from tests.expenses.policy.claims import claim, found, line, only, payee

RULE = "mileage_contract"
DRIVE = line("mileage", "300.00", "0")


def drive(*lines, **facts):
    return claim(*lines, **({"kind": VoucherKind.MILEAGE, "kilometres": Decimal(80)} | facts))


@pytest.mark.parametrize("relation", Relation)
def test_it_takes_a_contract_whoever_drives(relation):
    assert RULE not in dict(found(drive(DRIVE, payee=payee(relation, contract=True))))
    assert (RULE, Outcome.STOP) in found(drive(DRIVE, payee=payee(relation)))


def test_it_says_what_can_be_paid_instead():
    finding = only(drive(DRIVE, payee=payee("member")), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.heading == "Transportudgifter"
    assert finding.sentence == (
        "Kørsel i egen bil betales kun til den, der har kontrakt med klyngen. Lav kontrakten først, eller "
        "søg om udgifter til tog, bus, taxa og bro efter regning."
    )
    assert finding.facts == (("Modtager", "Anne Prøve"), ("Kontrakt", "nej"))
    assert finding.field == "payee"


def test_a_contract_without_mileage_pays_none():
    assert RULE not in dict(found(drive(DRIVE, payee=payee("coordinator", contract=True, mileage=True))))
    finding = only(drive(DRIVE, payee=payee("coordinator", contract=True, mileage=False)), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.sentence == (
        "Efter kontrakten betales kørsel i egen bil ikke ved siden af honoraret. Lav en ny kontrakt, hvis det er "
        "aftalt, eller søg om udgifter til tog, bus, taxa og bro efter regning."
    )
    assert finding.facts == (("Modtager", "Anne Prøve"), ("Kontrakt", "ja, uden kørsel"))


def test_nobody_named_as_payee_has_no_contract():
    assert only(drive(DRIVE), RULE).facts == (("Modtager", "ikke oplyst"), ("Kontrakt", "nej"))


def test_the_kind_alone_or_the_line_alone_makes_it_mileage():
    assert (RULE, Outcome.STOP) in found(drive(line("other", "300.00", "0"), kilometres=None))
    assert (RULE, Outcome.STOP) in found(drive(kilometres=None))
    assert (RULE, Outcome.STOP) in found(drive(line("lunch", "90.00", "0"), DRIVE, kind=VoucherKind.OUTLAY))
    assert found(drive(line("transport", "300.00", "0"), kind=VoucherKind.OUTLAY)) == []


def test_a_fee_that_holds_the_mileage_takes_the_same_contract():
    fee = claim(line("fee", "900.00", "0"), DRIVE, kind=VoucherKind.FEE, payee=payee("coordinator"))
    rules = {rule for rule, outcome in found(fee) if outcome == Outcome.STOP}
    assert rules == {"fee_documentation", "member_compensation", RULE}
