import pytest

from expenses.enums import Outcome, PaperKind, VoucherKind
from expenses.policy.facts import PaperFacts
from tests.expenses.policy.claims import claim, found, line, only

RULE = "document_kind"
TAXA = line("transport", "100.00", "0")


@pytest.mark.parametrize("kind", VoucherKind)
@pytest.mark.parametrize("paper", [PaperKind.RECEIPT, PaperKind.INVOICE])
def test_a_receipt_or_an_invoice_is_enough(kind, paper):
    assert found(claim(TAXA, kind=kind, papers=(PaperFacts(PaperKind.OTHER), PaperFacts(paper)))) == []


@pytest.mark.parametrize("paper", [PaperKind.PROGRAMME, PaperKind.PAYMENT_PROOF, PaperKind.OTHER])
def test_other_papers_alone_stop(paper):
    finding = only(claim(TAXA, papers=(PaperFacts(paper),)), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.field == "papers"
    assert finding.facts == (("Papir", paper.label),)
    assert "ordrebekræftelse" in finding.sentence


def test_no_papers_at_all_stop():
    finding = only(claim(TAXA, papers=()), RULE)
    assert finding.sentence == (
        "Læg kvitteringen eller fakturaen ved: den skal vise, hvad der er købt, hvornår og hos hvem."
    )
