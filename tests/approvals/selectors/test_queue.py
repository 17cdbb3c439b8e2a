"""The queue in SQL says the same as the permission to endorse, for every kind of payee."""

import pytest

from approvals.permissions import capacity_to_endorse
from approvals.selectors.queue import mark_of, neighbours, page_of, waiting_for
from clusters.models import Membership
from expenses.enums import PayeeKind, PayMethod, VoucherKind
from expenses.models import Payee, PayeeAccount, Voucher
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def invoice(people: People, **fields: object) -> Voucher:
    """A sent invoice: paid to a supplier, who is no person."""
    payee = Payee.objects.create(kind=PayeeKind.SUPPLIER, cluster=people.cluster, name="Prøveby Kro")
    account = PayeeAccount.objects.create(
        payee=payee,
        method=PayMethod.BANK,
        reg_number="0000",
        account_number="0000005678",
        created_by=people.mette,
    )
    return voucher_at(
        VoucherState.SUBMITTED,
        people,
        kind=VoucherKind.INVOICE,
        payee=payee,
        payee_account=account,
        **fields,
    )


def test_an_invoice_waits_for_the_coordinator_and_not_for_board_or_plo(people: People) -> None:
    voucher = invoice(people)
    assert list(waiting_for(people.karen)) == [voucher]
    assert list(waiting_for(people.bo)) == []
    assert list(waiting_for(people.sara)) == []


def test_queue_and_permission_agree_for_everyone_also_when_deputy_and_board_are_gone(people: People) -> None:
    vouchers = [invoice(people, by=people.karen), voucher_at(VoucherState.SUBMITTED, people, by=people.karen)]
    everyone = (people.mette, people.karen, people.dorte, people.bo, people.sara, people.sune, people.rikke)
    for _ in range(2):
        for user in everyone:
            may = [one for one in vouchers if capacity_to_endorse(user, one)]
            assert list(waiting_for(user)) == may, user
        others = [people.dorte.person, people.bo.person]
        Membership.objects.filter(person__in=others, role__in=["deputy", "board_member"]).delete()


def test_pages_of_one_cover_the_queue_to_the_microsecond(people: People) -> None:
    vouchers = [voucher_at(VoucherState.SUBMITTED, people) for _ in range(3)]
    same = vouchers[0].state_since.replace(microsecond=999999)
    Voucher.objects.update(state_since=same)
    queue, found, mark = waiting_for(people.karen), [], ""
    while page := page_of(queue, mark, size=1)[:1]:
        found += page
        mark = mark_of(page[0])
    assert found == vouchers
    assert neighbours(people.karen, found[1]) == (vouchers[0].pk, vouchers[2].pk)
