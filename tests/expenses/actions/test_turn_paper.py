import pytest

from expenses.actions.turn_paper import turn_paper
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.expenses import draft, voucher_at


def test_a_turn_is_a_quarter_and_changes_nothing_of_the_claim(people):
    voucher = draft(people)
    before = voucher.version
    turn_paper(voucher.attachments.get(), by=people.mette)
    voucher.refresh_from_db()
    assert (voucher.attachments.get().document.rotation, voucher.version) == (90, before)


def test_not_while_it_is_being_read_again(people):
    paper = draft(people).attachments.get()
    turn_paper(paper, by=people.mette)
    with pytest.raises(Refused, match="når den er læst"):
        turn_paper(paper, by=people.mette)


@pytest.mark.parametrize(
    ("who", "state", "sentence"),
    [
        ("karen", VoucherState.DRAFT, "Kun den, der har lavet bilaget"),
        ("mette", VoucherState.SUBMITTED, "Bilaget er sendt"),
    ],
)
def test_only_its_owner_and_only_while_it_may_be_edited(people, who, state, sentence):
    paper = voucher_at(state, people).attachments.get()
    with pytest.raises(Refused, match=sentence):
        turn_paper(paper, by=getattr(people, who))
