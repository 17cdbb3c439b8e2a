import pytest

from expenses.enums import Outcome, PaperKind
from expenses.policy.facts import PaperFacts
from tests.expenses.policy.claims import claim, found, line, only

RULE = "duplicate_file"
TAXA = line("transport", "100.00", "0")


def test_a_file_used_elsewhere_stops_and_does_not_tell_where():
    finding = only(claim(TAXA, papers=(PaperFacts(PaperKind.RECEIPT, used_elsewhere=True),)), RULE)
    assert finding.outcome == Outcome.STOP
    assert finding.sentence == (
        "Den samme fil ligger allerede på et andet bilag. Et køb kan kun betales én gang: fjern filen, eller "
        "spørg PLO's klyngesekretariat, hvis du mener, det er rigtigt."
    )
    assert finding.facts == (("Papir", "Kvittering"),)


def test_the_file_mark_lets_the_secretariat_find_the_other_voucher():
    used = (
        PaperFacts(PaperKind.RECEIPT, used_elsewhere=True, mark="3f2a91bc"),
        PaperFacts(PaperKind.OTHER, used_elsewhere=False, mark="ffffffff"),
    )
    sentence = only(claim(TAXA, papers=used), RULE).sentence
    assert "spørg PLO's klyngesekretariat og nævn filmærke 3f2a91bc, hvis du mener" in sentence
    assert "ffffffff" not in sentence


def test_several_are_one_finding():
    used = PaperFacts(PaperKind.RECEIPT, used_elsewhere=True)
    assert found(claim(TAXA, papers=(used, used))) == [(RULE, Outcome.STOP)]


@pytest.mark.parametrize("kind", [PaperKind.PROGRAMME, PaperKind.CONTRACT, PaperKind.PRICE_EVIDENCE])
def test_a_programme_and_a_contract_belong_to_many_vouchers(kind):
    papers = (PaperFacts(PaperKind.RECEIPT), PaperFacts(kind, used_elsewhere=True))
    assert found(claim(TAXA, papers=papers)) == []


def test_a_file_of_its_own_is_fine():
    assert found(claim(TAXA, papers=(PaperFacts(PaperKind.RECEIPT),))) == []
