import pytest

from clusters.enums import Role
from clusters.models import Membership
from expenses.models import Voucher
from expenses.selectors.status import status_of, statuses_of
from expenses.states import VoucherState
from tests.factories.expenses import draft, voucher_at

PLO = "PLO's klyngesekretariat"


@pytest.mark.parametrize(
    ("state", "what", "waits"),
    [
        (VoucherState.DRAFT, "Begyndt", True),
        (VoucherState.SUBMITTED, "Ligger hos koordinatoren, Karen Koordinator eller Dorte Deputy,", False),
        (VoucherState.ENDORSED, f"Ligger hos {PLO}", False),
        (VoucherState.APPROVED, "Godkendt til udbetaling", False),
        (VoucherState.RETURNED, "Ligger hos dig, så det kan rettes,", True),
        (VoucherState.REJECTED, "Afvist", False),
        (VoucherState.WITHDRAWN, "Trukket tilbage", False),
    ],
)
def test_every_state_is_a_sentence_for_its_owner(people, state, what, waits):
    status = status_of(voucher_at(state, people), people.mette)
    assert (status.what, status.waits_for_you) == (what, waits)


def test_others_read_it_about_the_owner(people):
    status = status_of(voucher_at(VoucherState.RETURNED, people), people.karen)
    assert (status.what, status.then, status.waits_for_you) == (
        "Ligger hos Mette Medlem, der skal rette det,",
        "",
        False,
    )


def test_the_coordinators_own_lies_with_those_in_her_place(people):
    status = status_of(voucher_at(VoucherState.SUBMITTED, people, by=people.karen), people.karen)
    assert status.what == "Ligger hos Dorte Deputy eller Bo Bestyrelse, der godkender i koordinatorens sted,"


def test_with_nobody_left_in_the_cluster_it_lies_with_plo(people):
    voucher = voucher_at(VoucherState.SUBMITTED, people, by=people.karen)
    Membership.objects.filter(role__in=[Role.DEPUTY, Role.BOARD]).delete()
    assert status_of(voucher, people.karen).what == (
        f"Ligger hos {PLO}, fordi ingen i klyngen må godkende det,"
    )


def test_a_list_asks_once_for_all(people, django_assert_num_queries):
    made = [voucher_at(VoucherState.SUBMITTED, people), draft(people, with_paper=False)]
    rows = Voucher.objects.filter(pk__in=[one.pk for one in made]).select_related("payee").order_by("pk")
    assert len(rows) == 2
    with django_assert_num_queries(1):
        assert [one.what for one in statuses_of(rows, people.mette)] == [
            "Ligger hos koordinatoren, Karen Koordinator eller Dorte Deputy,",
            "Begyndt",
        ]
