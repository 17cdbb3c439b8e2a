from decimal import Decimal

import pytest

from expenses.enums import Outcome, VoucherKind
from expenses.policy.claim_json import claim_from
from expenses.policy.claim_written import claim_as_json
from expenses.policy.facts import ContractTerms
from tests.expenses.policy.claims import claim, found, line, only, papers, payee

RULE = "fee_contract"
ASKED = [(RULE, Outcome.REASON)]
ADVICE = " Ret det, hvis det er forkert. Ellers skriv hvorfor, og lav eventuelt en ny kontrakt."


def terms(**given: str) -> ContractTerms:
    return ContractTerms(**{name: Decimal(value) for name, value in given.items()})


BY_THE_HOUR = {"hourly_rate": "1000.00", "hours": "100"}


def fee(gross: str, asked: str | None = None, **agreed: str):
    party = payee("coordinator", contract=True, registered=True, terms=terms(**agreed) if agreed else None)
    given = {"kind": VoucherKind.FEE, "papers": papers("receipt"), "payee": party}
    return claim(line("fee", gross, "0"), hours=None if asked is None else Decimal(asked), **given)


@pytest.mark.parametrize(
    ("gross", "hours", "agreed", "expected"),
    [
        ("3500.00", "3.5", BY_THE_HOUR, []),
        ("3500.01", "3.5", BY_THE_HOUR, ASKED),
        ("333.33", "1", {"hourly_rate": "333.33", "hours": "1"}, []),
        ("111.10", "0.33", {"hourly_rate": "333.33", "hours": "1"}, ASKED),
        ("109.99", "0.33", {"hourly_rate": "333.33", "hours": "1"}, []),
        ("3500.00", "3.5", BY_THE_HOUR | {"hours_before": "96.5"}, []),
        ("3500.00", "3.5", BY_THE_HOUR | {"hours_before": "96.51"}, ASKED),
        ("3600.00", "3.5", BY_THE_HOUR | {"hours_before": "99"}, ASKED * 2),
        ("100000.00", None, BY_THE_HOUR, []),
        ("100000.01", None, BY_THE_HOUR, ASKED),
        ("6000.00", None, {"fixed_sum": "6000.00"}, []),
        ("6000.01", None, {"fixed_sum": "6000.00"}, ASKED),
        ("3000.00", None, {"fixed_sum": "6000.00", "sum_before": "3000.00"}, []),
        ("3000.00", None, {"fixed_sum": "6000.00", "sum_before": "3000.01"}, ASKED),
        ("9000.00", "9", {}, []),
    ],
)
def test_the_contract_holds_to_the_ore(gross, hours, agreed, expected):
    one = fee(gross, hours, **agreed)
    assert found(one) == expected
    assert found(claim_from(claim_as_json(one))) == expected


def test_what_is_no_fee_has_no_terms():
    party = payee("coordinator", contract=True, registered=True, terms=terms(fixed_sum="1.00"))
    assert RULE not in dict(found(claim(line("transport", "300.00", "0"), payee=party)))


def test_the_rate_is_told_with_its_sum():
    finding = only(fee("3675.00", "3.5", **BY_THE_HOUR), RULE)
    assert finding.sentence == (
        "Honoraret er 1.050,00 kr. i timen uden moms, og det er mere end kontraktens timeløn." + ADVICE
    )
    assert finding.arithmetic == "3.675,00 kr. > 3,5 timer × 1.000,00 kr. = 3.500,00 kr."
    assert finding.facts == (("Kontraktens timeløn", "1.000,00 kr."),)
    assert finding.field == "gross"
    little = only(fee("3500.01", "3.5", **BY_THE_HOUR), RULE)
    assert little.sentence == "Honoraret er lidt mere end kontraktens timeløn." + ADVICE


def test_the_hours_and_the_sum_are_told_with_what_went_before():
    hours = only(fee("3500.00", "3.5", **BY_THE_HOUR, hours_before="98.00"), RULE)
    assert hours.sentence == (
        "Der er søgt om 101,5 timer i 2026, og det er flere end kontrakten giver om året." + ADVICE
    )
    assert hours.arithmetic == "98 + 3,5 timer = 101,5 timer > 100 timer"
    fixed = only(fee("3000.00", fixed_sum="6000.00", sum_before="4000.00"), RULE)
    assert fixed.sentence == (
        "Der er søgt om 7.000,00 kr. i alt, og det er mere end kontraktens faste beløb." + ADVICE
    )
    assert fixed.arithmetic == "4.000,00 kr. + 3.000,00 kr. = 7.000,00 kr. > 6.000,00 kr."
    whole = only(fee("100000.01", **BY_THE_HOUR), RULE)
    assert whole.sentence == (
        "Honoraret er mere, end et helt års timer efter kontrakten kommer op på." + ADVICE
    )
