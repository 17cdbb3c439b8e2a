"""What stops a payment file, and how it is said."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from approvals.payment_files.lines import PaymentMethod, Unreadable
from approvals.payment_files.order import is_id, refuse_unpayable, why_not_payable
from tests.approvals.payment_files.batches import DEBTOR, TO, batch, payment


@pytest.mark.parametrize("to", TO)
def test_every_method_can_be_paid(to):
    assert why_not_payable(payment(**to)) is None


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"end_to_end_id": "æ-1"}, "Betalings-id'et har tegn, som banken ikke tager imod."),
        ({"end_to_end_id": ""}, "Betalings-id'et har tegn, som banken ikke tager imod."),
        ({"end_to_end_id": "x" * 36}, "Betalings-id'et har tegn, som banken ikke tager imod."),
        ({"voucher_number": "/1"}, "Bilagsnummeret har tegn, som banken ikke tager imod."),
        ({"name": " 李 "}, "Modtageren mangler et navn, som banken kan læse."),
        ({"reg_number": "12"}, "Et registreringsnummer er fire cifre."),
        ({"account_number": "x"}, "Et kontonummer er højst ti cifre."),
        (
            TO[4] | {"iban": "DK5000400440116244"},
            "IBAN'et er ikke gyldigt. Se efter, om et tegn mangler eller er tastet forkert.",
        ),
        (TO[5] | {"bic": "PRØVE"}, "BIC er 8 eller 11 tegn. Ret den hos modtageren."),
        (
            TO[1] | {"fik_id": "000000000000019"},
            "Betalings-id'ets kontrolciffer passer ikke. Se efter, om et ciffer er tastet forkert.",
        ),
        (TO[6] | {"cpr": "123"}, "CPR-nummeret skal være 10 cifre for at betale til NemKonto."),
        (TO[7] | {"cvr": "1234567x"}, "CVR-nummeret skal være 8 cifre for at betale til NemKonto."),
    ],
)
def test_what_a_bank_would_refuse_is_said_in_a_sentence(facts, sentence):
    assert why_not_payable(payment(**facts)) == sentence


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "10000000000", "NaN", "Infinity"])
def test_amounts_no_bank_can_pay(amount):
    assert why_not_payable(payment(amount=Decimal(amount))) == (
        "Beløbet skal være mellem 0,01 og 9.999.999.999,99 kr. i hele ører."
    )


def refusal(facts, **how):
    with pytest.raises(Unreadable) as refused:
        refuse_unpayable(facts, **how)
    return str(refused.value)


def test_a_batch_is_refused_with_the_payment_named():
    bad = payment(2, name="Prøve To", **TO[6] | {"cpr": "x"})
    assert refusal(batch(payment(1), bad)) == (
        "Betaling 2026-00002-1 til Prøve To: CPR-nummeret skal være 10 cifre for at betale til NemKonto."
    )
    assert refusal(batch(payment(1), payment(1))) == (
        "Betalings-id 2026-00001-1 står to gange i kørslen. Byg den igen."
    )
    assert refusal(replace(batch(), lines=())) == "Kørslen er tom. Vælg mindst én betaling."


def test_a_batch_has_a_moment_a_number_and_a_known_payer():
    naive = datetime.datetime(2026, 11, 20, 14, 30)
    assert refusal(batch(created_at=naive)) == "Kørslens tidspunkt mangler tidszone."
    assert refusal(batch(message_id="K" * 29)).startswith("Kørslens nummer «KKK")
    nobody = replace(DEBTOR, cvr="", customer_id="")
    assert refusal(batch(debtor=nobody)).startswith("Banken skal kende jer ved et CVR-nummer")
    assert refusal(batch(debtor=replace(DEBTOR, agreement_id="")), needs_agreement=True).startswith(
        "Banken kræver nummeret på jeres aftale"
    )
    assert refusal(batch(debtor=replace(DEBTOR, name=""))).startswith("Kontoen, der betales fra, mangler")
    assert refusal(batch(debtor=replace(DEBTOR, iban="DK1"))).startswith("Kontoen, der betales fra, er ikke")
    assert refusal(batch(debtor=replace(DEBTOR, bic="X"))).startswith("BIC på kontoen")


@pytest.mark.parametrize("text", ["A", "2026-00417-1", "a b/c", "KLYNGE-K2026-0001"])
def test_ids_that_every_bank_takes(text):
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "/a", "a/", "a//b", " a", "a  b", "a\n", "é", "a&b"])
def test_ids_that_some_bank_refuses(text):
    assert not is_id(text)


def test_the_methods_are_the_five_of_the_product():
    assert [one.value for one in PaymentMethod] == ["bank", "iban", "fik", "nemkonto_cpr", "nemkonto_cvr"]
