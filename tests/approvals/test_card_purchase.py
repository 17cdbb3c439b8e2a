"""A purchase on the cluster's card goes the whole road, and nobody is told that anything is paid out."""

import pytest

from approvals.actions.approve_voucher import approve_voucher
from approvals.selectors.trail import trail
from clusters.models import Account
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import CostCategory
from expenses.selectors.status import status_of
from expenses.selectors.timeline import timeline_of
from klyngeokonomi.outbox.models import Message
from tests.factories.clusters import fund
from tests.factories.expenses import card_purchase, endorse
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    return people


def test_it_is_endorsed_approved_and_kept_reserved(people, client):
    voucher = submit_voucher(card_purchase(people, category=CostCategory.ROOM), by=people.mette)
    client.force_login(people.karen)
    page = client.get(f"/godkend/{voucher.pk}/").content.decode().replace("\xa0", " ")
    assert "<dt>Klyngens kort</dt><dd>Lyder på indsenderen</dd>" in page
    assert "<dt>Kortet brugt før i måneden</dt><dd>0,00 kr.</dd>" in page
    assert "<dt>Udbetales til</dt><dd>Ingen: klyngens kort har betalt</dd>" in page
    endorse(voucher, by=people.karen)
    approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    assert (voucher.state, Account.objects.get(cluster=people.cluster).reserved) == (
        "approved",
        voucher.gross,
    )
    status = status_of(voucher, people.mette)
    assert (status.what, status.then) == (
        "Godkendt",
        "Klyngens kort har betalt, så der udbetales ikke noget.",
    )
    assert trail(voucher)[-1].sentence == "Sara Sekretær godkendte (PLO's klyngesekretariat)"
    assert timeline_of(voucher, people.mette)[-1].sentence == "Sara Sekretær godkendte bilaget for PLO"
    told = Message.objects.get(to=people.mette.person.email).body_text
    assert "er godkendt af PLO. Klyngens kort har betalt, så der udbetales ikke noget." in told
