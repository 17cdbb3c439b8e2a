"""What is left to a person who has left the cluster: their own vouchers, and nothing of the cluster's."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.models import Membership
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.save_payee import PayTo, save_supplier_account
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import PayMethod
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from tests.factories.expenses import draft, voucher_at
from tests.factories.meetings import held_meeting
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def leave(people: People) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(person=people.mette.person).update(valid_to=yesterday)


def test_what_was_sent_as_a_member_is_mended_and_sent_again_after_leaving(people: People) -> None:
    returned, endorsed = (
        voucher_at(state, people) for state in (VoucherState.RETURNED, VoucherState.ENDORSED)
    )
    begun = draft(people)
    leave(people)
    assert submit_voucher(returned, by=people.mette).state == VoucherState.SUBMITTED
    reopen_voucher(endorsed, by=people.mette)
    assert submit_voucher(endorsed, by=people.mette).state == VoucherState.SUBMITTED
    with pytest.raises(Refused, match="skal være med i klyngen"):
        submit_voucher(begun, by=people.mette)


def test_a_draft_left_behind_offers_nothing_of_the_clusters_meetings(client: Client, people: People) -> None:
    voucher = draft(people)
    held_meeting(people, topic="Hemmeligt emne")
    client.force_login(people.mette)
    page = reverse("expenses:voucher_details", args=[voucher.pk])
    assert "Hemmeligt emne" in client.get(page).content.decode()
    leave(people)
    assert "Hemmeligt emne" not in client.get(page).content.decode()


def test_a_draft_left_behind_offers_no_suppliers_account(client: Client, people: People) -> None:
    account = PayTo(PayMethod.BANK, reg_number="0000", account_number="0000005678")
    save_supplier_account(people.cluster, by=people.karen, name="Prøveby Kro", to=account)
    voucher = draft(people, kind="invoice", supplier="Prøveby Kro", payee=None, payee_account=None)
    client.force_login(people.mette)
    page = reverse("expenses:voucher_payee", args=[voucher.pk])
    assert "0000005678" in client.get(page).content.decode()
    leave(people)
    assert "0000005678" not in client.get(page).content.decode()
