import pytest

from expenses.enums import Outcome, PaperKind, VoucherKind
from expenses.policy.facts import PaperFacts
from tests.expenses.policy.claims import claim, found, line, only

RULE = "document_kind"
PURCHASES = [VoucherKind.OUTLAY, VoucherKind.INVOICE, VoucherKind.CARD]
ENOUGH = (PaperKind.RECEIPT, PaperKind.INVOICE)
TAXA = line("transport", "100.00", "0")


@pytest.mark.parametrize("kind", PURCHASES)
@pytest.mark.parametrize("paper", ENOUGH)
def test_a_receipt_or_an_invoice_is_enough(kind, paper):
    one = claim(TAXA, kind=kind, papers=(PaperFacts(PaperKind.OTHER), PaperFacts(paper)))
    assert RULE not in dict(found(one))


@pytest.mark.parametrize("purchase", PURCHASES)
@pytest.mark.parametrize("paper", [kind for kind in PaperKind if kind not in ENOUGH])
def test_other_papers_alone_stop(paper, purchase):
    finding = only(claim(TAXA, kind=purchase, papers=(PaperFacts(paper),)), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.field == "papers"
    assert finding.facts == (("Papir", paper.label),)
    assert "ordrebekræftelse" in finding.sentence


def test_no_papers_at_all_stop():
    finding = only(claim(TAXA, papers=()), RULE)
    assert finding.sentence == (
        "Læg kvitteringen eller fakturaen ved: den skal vise, hvad der er købt, hvornår og hos hvem."
    )


@pytest.mark.parametrize("kind", [kind for kind in VoucherKind if kind not in PURCHASES])
def test_fees_mileage_and_gifts_have_rules_of_their_own(kind):
    assert RULE not in dict(found(claim(TAXA, kind=kind, papers=())))
