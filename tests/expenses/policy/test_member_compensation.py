import pytest

from expenses.enums import Outcome, VoucherKind
from tests.expenses.policy.claims import claim, found, line, only, papers, payee

RULE = "member_compensation"
WORK = line("fee", "3000.00", "0")


def fee(relation, *, contract=False):
    return claim(
        WORK, kind=VoucherKind.FEE, payee=payee(relation, contract=contract), papers=papers("timesheet")
    )


@pytest.mark.parametrize(
    ("relation", "who"),
    [
        ("member", "Et medlem"),
        ("coordinator", "Koordinatoren"),
        ("board", "Et medlem af bestyrelsen"),
    ],
)
def test_the_clusters_own_people_without_a_contract_stop(relation, who):
    finding = only(fee(relation), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.heading == "Ingen honorering eller compensation for klyngens medlemmer"
    assert finding.sentence == (
        f"{who} kan kun få honorar efter en kontrakt med klyngen. Lav kontrakten først. At komme til møderne "
        "betales ikke, heller ikke som erstatning for tabt arbejdstid."
    )
    assert finding.facts == (("Modtager", "Anne Prøve"), ("Kontrakt", "nej"))
    assert finding.field == "payee"


@pytest.mark.parametrize("relation", ["member", "coordinator", "board"])
def test_a_contract_is_enough(relation):
    assert RULE not in dict(found(fee(relation, contract=True)))


@pytest.mark.parametrize("relation", ["staff", "speaker", "consultant", "supplier"])
def test_others_need_no_contract(relation):
    assert RULE not in dict(found(fee(relation)))


def test_a_contract_among_the_papers_alone_does_not_say_that_it_is_in_force():
    one = claim(WORK, kind=VoucherKind.FEE, payee=payee("member"), papers=papers("contract"))
    assert (RULE, Outcome.STOP) in found(one)


def test_the_kind_alone_or_the_line_alone_makes_it_a_fee():
    member = payee("member")
    by_kind = claim(line("other", "100.00", "0"), kind=VoucherKind.FEE, payee=member)
    by_line = claim(line("lunch", "100.00", "0"), WORK, payee=member)
    no_lines = claim(kind=VoucherKind.FEE, payee=member)
    assert [(RULE, Outcome.STOP) in found(one) for one in (by_kind, by_line, no_lines)] == [True] * 3
    assert found(claim(line("lunch", "100.00", "0"), payee=member)) == []


def test_while_nobody_is_named_as_payee_it_is_silent():
    assert RULE not in dict(found(claim(WORK, kind=VoucherKind.FEE)))
