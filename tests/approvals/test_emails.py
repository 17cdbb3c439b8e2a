"""Each act tells those who must act next, once a round, also when the cluster has nobody left."""

import pytest

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from clusters.models import Membership, Person
from expenses.actions.submit_voucher import submit_voucher
from expenses.states import VoucherState
from klyngeokonomi.outbox.models import Message
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
LEADERS = ["coordinator", "deputy", "board_member"]


@pytest.fixture
def people() -> People:
    return make_people()


def test_a_voucher_sent_back_to_a_cluster_where_nobody_may_endorse_is_told_to_plo(
    people: People, settings: object
) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    Membership.objects.filter(role__in=LEADERS).delete()
    decision = send_back_voucher(voucher, by=people.sara, reason="Er det aftalt?")
    mail = Message.objects.get(key__startswith=f"decision:{decision.pk}:send_back:")
    assert mail.to == settings.PLO_EMAIL


def test_an_address_that_is_none_stops_no_act_and_is_shown_to_nobody(
    people: People, settings: object
) -> None:
    Person.objects.filter(name__in=["Karen Koordinator", "Mette Medlem"]).update(email="karen@")
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    assert list(Message.objects.values_list("to", flat=True)) == ["dorte@example.org"]
    return_voucher(voucher, by=people.karen, reason="Ret teksten.")
    Person.objects.filter(name="Dorte Deputy").update(email="")
    submit_voucher(voucher, by=people.mette)
    assert [one.to for one in Message.objects.order_by("pk")] == ["dorte@example.org", settings.PLO_EMAIL]


def test_every_round_of_the_same_voucher_is_told_anew(people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    for _ in range(2):
        send_back_voucher(voucher, by=people.sara, reason="Er det aftalt?")
        return_voucher(voucher, by=people.karen, reason="Ret teksten.")
        submit_voucher(voucher, by=people.mette)
        endorse_voucher(voucher, by=people.karen)
    assert Message.objects.filter(to="mette@example.org", key__contains=":return:").count() == 2
    assert Message.objects.filter(to="karen@example.org", key__startswith="move:").count() == 3
    assert Message.objects.filter(to="karen@example.org", key__contains=":send_back:").count() == 2
    assert Message.objects.filter(key__endswith=":endorsed").count() == 3
