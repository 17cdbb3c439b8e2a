import pytest

from expenses.enums import CostCategory, Outcome, VoucherKind
from expenses.policy.facts import Relation
from tests.expenses.policy.claims import claim, found, line, only, payee

RULE = "transport_agreement"
TAXA = line("transport", "286.00", "0")


@pytest.mark.parametrize(
    ("agreed", "sentence", "answer"),
    [
        (
            None,
            "Skriv, om transporten var aftalt med koordinatoren på forhånd; var den ikke det, så skriv hvorfor.",
            "ikke oplyst",
        ),
        (False, "Transporten var ikke aftalt med koordinatoren på forhånd. Skriv hvorfor.", "nej"),
    ],
)
def test_without_an_agreement_a_reason_is_asked(agreed, sentence, answer):
    finding = only(claim(TAXA, prior_agreement=agreed), RULE)
    assert finding.outcome == Outcome.REASON
    assert finding.heading == "Transportudgifter"
    assert finding.sentence == sentence
    assert finding.facts == (("Aftalt med koordinatoren", answer),)
    assert finding.field == "prior_agreement"


def test_an_agreement_is_enough():
    assert found(claim(TAXA, prior_agreement=True)) == []


@pytest.mark.parametrize("category", [one for one in CostCategory if one != CostCategory.TRANSPORT])
def test_only_transport_asks(category):
    assert RULE not in dict(found(claim(line(category, "286.00", "0"), prior_agreement=None)))


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("kind", VoucherKind)
def test_whoever_travels_and_however_it_was_paid(kind, relation):
    one = claim(TAXA, kind=kind, payee=payee(relation, contract=True), prior_agreement=False)
    assert (RULE, Outcome.REASON) in found(one)


def test_several_journeys_ask_once():
    assert found(claim(TAXA, line("lunch", "90.00", "0"), TAXA, prior_agreement=None)) == [
        (RULE, Outcome.REASON)
    ]
