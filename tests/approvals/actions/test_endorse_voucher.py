"""Endorsing: who may, what it books, and that it happens once."""

from decimal import Decimal
from functools import partial

import pytest

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.enums import Capacity
from approvals.models import Decision
from approvals.selectors.checklist import checklist_of
from clusters.models import Account, Membership, Movement
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Voucher
from expenses.selectors.content import content_of, fingerprint, seen_mark
from expenses.states import VoucherState
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import draft, own_account, voucher_at
from tests.factories.meetings import held_meeting
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    return people


def available(people: People) -> Decimal:
    return Account.objects.get(cluster=people.cluster).available


def test_endorsing_decides_moves_reserves_and_mails_plo(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people, amount="250.00")
    decision = endorse_voucher(voucher, by=people.karen)
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.ENDORSED
    assert (decision.by, decision.capacity) == (people.karen, Capacity.COORDINATOR)
    assert decision.content_sha256 == fingerprint(content_of(voucher))
    assert available(people) == Decimal("750.00")
    movement = Movement.objects.get(reference=f"voucher:{voucher.pk}:reserve:1")
    assert (movement.amount, movement.text) == (Decimal("250.00"), f"Bilag {voucher.number}: Prøveby Taxa")
    mail = Message.objects.get(key=f"decision:{decision.pk}:endorsed")
    assert mail.subject == f"Et bilag venter på PLO: Klynge Prøveby, bilag {voucher.number}"
    assert "Mette" not in mail.body_text
    assert "250" not in mail.body_text


def test_the_owner_the_member_the_stranger_and_the_secretary_may_not(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    for user in (people.mette, people.bo, people.frede, people.sara, people.rikke, people.ove):
        with pytest.raises(Refused):
            endorse_voucher(voucher, by=user)
    assert not Decision.objects.exists()


def test_the_deputy_endorses_as_deputy(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    assert endorse_voucher(voucher, by=people.dorte).capacity == Capacity.DEPUTY


@pytest.mark.case("T092")
def test_the_coordinators_own_goes_to_deputy_or_board_and_never_to_herself(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people, by=people.karen)
    with pytest.raises(Refused, match="dit eget bilag"):
        endorse_voucher(voucher, by=people.karen)
    assert endorse_voucher(voucher, by=people.bo).capacity == Capacity.BOARD


@pytest.mark.case("T093")
def test_with_nobody_free_in_the_cluster_the_secretariat_endorses_and_another_approves(
    people: People,
) -> None:
    Membership.objects.filter(
        person__in=[people.dorte.person, people.bo.person], role__in=["deputy", "board_member"]
    ).delete()
    voucher = voucher_at(VoucherState.SUBMITTED, people, by=people.karen)
    assert endorse_voucher(voucher, by=people.sara).capacity == Capacity.SECRETARIAT_FOR_CLUSTER
    with pytest.raises(Refused, match="En kollega skal godkende"):
        approve_voucher(voucher, by=people.sara)
    approve_voucher(voucher, by=people.sune)
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.APPROVED


@pytest.mark.case("T092")
def test_a_voucher_that_pays_the_coordinator_is_hers_too(people: People) -> None:
    """The rows are set past the actions: no form lets a member name another member as payee."""
    voucher = draft(people)
    account = own_account(people.karen)
    Voucher.objects.filter(pk=voucher.pk).update(payee=account.payee, payee_account=account)
    submit_voucher(voucher, by=people.mette)
    with pytest.raises(Refused, match="dit eget bilag"):
        endorse_voucher(voucher, by=people.karen)


def test_a_role_taken_away_acts_at_once(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    Membership.objects.filter(person=people.karen.person, role="coordinator").update(valid_to="2026-01-01")
    with pytest.raises(Refused):
        endorse_voucher(voucher, by=people.karen)


def test_the_whole_balance_may_be_reserved_and_one_ore_more_not(people: People) -> None:
    too_much = voucher_at(VoucherState.SUBMITTED, people, amount="1000.01")
    with pytest.raises(Refused, match=r"1\.000,00 kr\. til rådighed"):
        endorse_voucher(too_much, by=people.karen)
    too_much.refresh_from_db()
    assert too_much.state == VoucherState.SUBMITTED
    endorse_voucher(voucher_at(VoucherState.SUBMITTED, people, amount="1000.00"), by=people.karen)
    assert available(people) == Decimal("0.00")


def test_what_changed_since_the_page_was_shown_is_not_endorsed_unseen(people: People) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    seen = seen_mark(voucher)
    reopen_voucher(voucher, by=people.mette)
    from expenses.actions.edit_voucher import edit_voucher

    edit_voucher(voucher, by=people.mette, text="En anden tekst")
    submit_voucher(voucher, by=people.mette)
    with pytest.raises(Refused, match="ændret, siden du åbnede det"):
        endorse_voucher(voucher, by=people.karen, seen=seen)


def test_a_dinner_asks_for_its_ticks_and_the_decision_keeps_them(people: People) -> None:
    dinner = {"category": "dinner", "meeting": held_meeting(people), "no_meeting_reason": ""}
    voucher = voucher_at(VoucherState.SUBMITTED, people, amount="3000.04", reason="Jubilæum.", **dinner)
    fund(people.cluster, "9000.00", by=people.sara, payment="mere")
    asked = checklist_of(voucher)
    assert asked.keys == ("professional", "reason:meal_ceiling")
    for ticks, sentence in (
        (["professional"], "sæt flueben ved «Jeg accepterer begrundelsen»"),
        (["reason:meal_ceiling"], "Svar på «Er mødets væsentligste formål fagligt"),
        (["professional", "reason:vat_unknown"], "sæt flueben ved «Jeg accepterer begrundelsen»"),
    ):
        with pytest.raises(Refused, match=sentence):
            endorse_voucher(voucher, by=people.karen, answers=ticks)
    assert not Decision.objects.exists()
    kept = endorse_voucher(voucher, by=people.karen, answers=asked.keys).checklist
    assert (kept["accepted"], kept["reason"]) == (["meal_ceiling"], "Jubilæum.")
    assert kept["answers"] == [{"key": "professional", "text": "Er mødets væsentligste formål fagligt?"}]
    assert {"says": "Deltagerlisten er fuldstændig", "how": "3 kuverter, alle med navn."} in kept["checked"]


def test_papers_not_read_through_stop_it(people: People) -> None:
    from expenses.actions.attach_document import attach_document
    from tests.factories.papers import paper

    voucher = draft(people, with_paper=False)
    attach_document(voucher, paper(people.mette, shade=777, read_through=False), by=people.mette)
    submit_voucher(voucher, by=people.mette)
    with pytest.raises(Refused, match="ved at blive læst"):
        endorse_voucher(voucher, by=people.karen)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_decision_and_one_movement() -> None:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    outcomes = at_once([partial(endorse_voucher, voucher, by=people.karen)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decision", "Refused"]
    assert Decision.objects.count() == 1
    assert Movement.objects.filter(reference__startswith=f"voucher:{voucher.pk}:").count() == 1
    assert Message.objects.filter(key__endswith=":endorsed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_coordinator_and_deputy_at_once_is_one_decision() -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    at_once([partial(endorse_voucher, voucher, by=user) for user in (people.karen, people.dorte)])
    assert Decision.objects.count() == 1


@pytest.mark.case("T003")
@pytest.mark.django_db(transaction=True)
def test_two_vouchers_for_the_last_krone() -> None:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    vouchers = [voucher_at(VoucherState.SUBMITTED, people, amount="600.00") for _ in range(2)]
    outcomes = at_once([partial(endorse_voucher, voucher, by=people.karen) for voucher in vouchers])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decision", "Refused"]
    assert available(people) == Decimal("400.00")
    assert sorted(Voucher.objects.values_list("state", flat=True)) == ["endorsed", "submitted"]


@pytest.mark.django_db(transaction=True)
def test_taken_back_to_edit_against_endorsed_at_once_tells_one_story() -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    at_once(
        [
            partial(endorse_voucher, voucher, by=people.karen),
            partial(reopen_voucher, voucher, by=people.mette),
        ]
    )
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.RETURNED
    account = Account.objects.filter(cluster=people.cluster).first()
    assert account is None or account.reserved == Decimal("0.00")
