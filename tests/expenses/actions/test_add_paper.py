import pytest

from expenses.actions.add_paper import add_paper
from expenses.enums import PaperKind
from klyngeokonomi.documents.models import Document
from klyngeokonomi.refused import Refused
from tests.factories.expenses import draft
from tests.factories.papers import jpeg, upload


def test_a_file_becomes_a_paper_of_its_kind_last_in_line(people):
    voucher = draft(people)
    paper = add_paper(voucher, upload(jpeg(900), "regning.jpg"), by=people.mette, kind=PaperKind.INVOICE)
    assert (paper.kind, paper.position, paper.document.name) == ("invoice", 2, "regning.jpg")
    assert paper.document.is_waiting


def test_the_same_file_twice_is_one_paper_and_one_document(people):
    voucher = draft(people, with_paper=False)
    first = add_paper(voucher, upload(jpeg(901)), by=people.mette, kind=PaperKind.RECEIPT)
    again = add_paper(voucher, upload(jpeg(901), "kopi.jpg"), by=people.mette, kind=PaperKind.RECEIPT)
    assert again == first
    assert list(Document.objects.all()) == [first.document]


def test_nothing_is_kept_on_a_voucher_of_another(people):
    voucher = draft(people, with_paper=False)
    with pytest.raises(Refused, match="Kun den, der har lavet bilaget"):
        add_paper(voucher, upload(jpeg(902)), by=people.karen, kind=PaperKind.RECEIPT)
    assert not Document.objects.exists()
