"""When the only one who was told may no longer endorse, the next in line is told, once."""

import datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.actions.tell_endorsers import tell_endorsers
from approvals.tasks import tell_endorsers as task
from clusters.actions.end_role import end_role
from clusters.enums import Role
from clusters.models import Membership, User
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.outbox.models import Message
from tests.factories.expenses import voucher_at
from tests.people import People, give_role, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    """Karen alone may endorse."""
    people = make_people()
    Membership.objects.filter(role__in=[Role.DEPUTY, Role.BOARD]).delete()
    return people


def role_ends(user: User, people: People) -> None:
    end_role(Membership.objects.get(person=user.person, role=Role.COORDINATOR), by=people.sara)


def told_of(voucher: Voucher) -> list[str]:
    mails = Message.objects.filter(subject__contains=voucher.number).order_by("pk")
    return [mail.to for mail in mails if ":submitted:" in mail.key or ":send_back:" in mail.key]


def test_plo_is_told_when_the_only_endorsers_role_is_ended(people: People, settings: Settings) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    assert tell_endorsers() == 0
    role_ends(people.karen, people)
    assert tell_endorsers() == 1
    assert told_of(voucher) == ["karen@example.org", settings.PLO_EMAIL]
    assert "hos PLO, fordi ingen i klyngen kan godkende det" in Message.objects.latest("pk").body_text
    assert tell_endorsers() == 0


def test_the_next_coordinator_is_told_when_the_last_day_of_the_first_has_passed(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(role=Role.COORDINATOR).update(valid_to=yesterday)
    give_role(people.bo, Role.COORDINATOR, people.cluster)
    task()
    assert told_of(voucher) == ["karen@example.org", "bo@example.org"]


def test_a_new_deputy_beside_one_who_was_told_gets_no_heap_of_mails(people: People) -> None:
    voucher_at(VoucherState.SUBMITTED, people)
    give_role(people.dorte, Role.DEPUTY, people.cluster)
    assert tell_endorsers() == 0


def test_one_sent_back_was_told_by_that_act_and_is_told_anew_after_the_role(
    people: People, settings: Settings
) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    send_back_voucher(voucher, by=people.sara, reason="Er det aftalt?")
    assert tell_endorsers() == 0
    role_ends(people.karen, people)
    assert tell_endorsers() == 1
    assert told_of(voucher) == ["karen@example.org", "karen@example.org", settings.PLO_EMAIL]


def test_what_does_not_wait_for_the_cluster_is_left_alone(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    endorse_voucher(voucher, by=people.karen)
    role_ends(people.karen, people)
    assert tell_endorsers() == 0


def test_many_cost_no_more_questions_than_one(people: People, django_assert_max_num_queries: object) -> None:
    for _ in range(3):
        voucher_at(VoucherState.SUBMITTED, people)
    with django_assert_max_num_queries(6):
        assert tell_endorsers() == 0
