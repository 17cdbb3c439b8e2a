"""Pictures that look the same on two vouchers: told within the cluster by number, of a stranger's without one."""

import datetime
import io

import pytest

from expenses.actions.attach_document import attach_document
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.selectors.facts import facts_for
from expenses.selectors.findings import findings_for
from expenses.selectors.lookalikes import lookalikes, vouchers_looking_alike
from expenses.selectors.parts import parts_of
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from tests.factories.expenses import draft
from tests.factories.papers import pdf, photo, read_to_the_end, upload
from tests.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path
    return make_people()


def document(by, content, name="foto.jpg"):
    one = receive(upload(content, name), by=by)
    read_to_the_end(one)
    return one


def picture(seed, **made):
    out = io.BytesIO()
    photo(seed, **made).save(out, "JPEG", quality=90)
    return out.getvalue()


def with_picture(people, seed, *, by=None, cluster=None, amount="100.00", **made):
    """A draft of another seller than any other, for the same amount unless it is given."""
    by, count = by or people.mette, Document.objects.count()
    facts = {"supplier": f"Bod {count}", "amount": amount, "cluster": cluster or people.cluster}
    voucher = draft(people, by=by, with_paper=False, **facts)
    attach_document(voucher, document(by, picture(seed, **made)), by=by)
    return voucher


def lookalike(voucher):
    return facts_for([voucher])[voucher.pk].lookalike


def test_the_same_picture_saved_anew_is_found_once_the_other_is_sent(people):
    first = with_picture(people, 7)
    again = with_picture(people, 7, by=people.karen, size=(300, 400), quality=60)
    assert lookalike(again) == ""
    first = submit_voucher(first, by=people.mette)
    assert lookalike(again) == first.number
    assert [found.rule for found in findings_for(again)] == ["duplicate_claim"]
    assert facts_for([again, first])[first.pk].lookalike == ""
    assert lookalike(with_picture(people, 8)) == ""
    assert lookalike(with_picture(people, 7, by=people.karen, amount="100.01", quality=60)) == ""
    assert lookalike(with_picture(people, 7, quality=60)) == "", "one's own ride home"
    days_after = again.voucher_date + datetime.timedelta(days=2)
    again = edit_voucher(again, by=people.karen, voucher_date=days_after - datetime.timedelta(days=1))
    assert lookalike(again) == first.number
    assert lookalike(edit_voucher(again, by=people.karen, voucher_date=days_after)) == ""
    again = edit_voucher(again, by=people.karen, voucher_date=first.voucher_date)
    withdraw_voucher(first, by=people.mette)
    assert lookalike(again) == ""


def test_of_another_clusters_voucher_nothing_is_told_but_that_it_is_there(people):
    theirs = with_picture(people, 7, by=people.frede, cluster=people.other_cluster)
    submit_voucher(theirs, by=people.frede)
    mine = with_picture(people, 7, quality=60)
    assert lookalike(mine) == "et andet bilag"
    papers = list(mine.attachments.select_related("document"))
    assert vouchers_looking_alike(mine, papers) == [theirs]
    near = with_picture(people, 7, by=people.karen, quality=70)
    near = submit_voucher(near, by=people.karen)
    assert lookalike(mine) == near.number
    assert vouchers_looking_alike(mine, papers) == [theirs, near]


def test_a_file_with_text_has_no_look_since_one_sellers_invoices_are_alike(people):
    assert document(people.mette, pdf("Faktura 1"), "faktura.pdf").look is None
    assert document(people.mette, picture(7)).look is not None


def test_one_statement_for_many_and_none_without_pictures(people, django_assert_num_queries):
    vouchers = [with_picture(people, seed) for seed in (1, 2, 3)]
    plain = [draft(people)]
    for some, count in ((vouchers, 1), (vouchers[:1], 1), (plain, 0)):
        papers = [paper for papers in parts_of(some).papers.values() for paper in papers]
        with django_assert_num_queries(count):
            assert lookalikes(some, papers) == {}
