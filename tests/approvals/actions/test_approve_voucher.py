"""Approving: four eyes, exactly what the cluster endorsed, and once."""

from decimal import Decimal
from functools import partial

import pytest

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.actions.undo_approval import undo_approval
from approvals.enums import Verdict
from approvals.models import Decision
from approvals.selectors.differences import differences
from approvals.selectors.endorsement import last_decision
from clusters.models import Account, Movement
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import CostCategory
from expenses.selectors.content import content_of
from expenses.states import VoucherState
from klyngeokonomi.documents import storage
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from meetings.actions.add_participant import add_participant
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.meetings import invited_meeting
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    return people


def reserved(people: People) -> Decimal:
    return Account.objects.get(cluster=people.cluster).reserved


def test_approving_keeps_the_reservation_and_tells_the_member(people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people, amount="250.00")
    decision = approve_voucher(voucher, by=people.sara)
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.APPROVED
    assert reserved(people) == Decimal("250.00")
    mail = Message.objects.get(key=f"decision:{decision.pk}:approve:mette@example.org")
    assert mail.subject == f"Dit bilag {voucher.number} er godkendt"


def test_only_the_secretariat(people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    for user in (people.mette, people.karen, people.dorte, people.frede, people.rikke):
        with pytest.raises(Refused, match="klyngesekretariat"):
            approve_voucher(voucher, by=user)


def test_an_edit_after_endorsement_voids_it_and_shows_the_next_what_changed(people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people, amount="250.00")
    reopen_voucher(voucher, by=people.mette)
    assert reserved(people) == Decimal("0.00")
    voucher.refresh_from_db()
    edit_voucher(
        voucher,
        by=people.mette,
        lines=[LineInput(CostCategory.TRANSPORT, Decimal("260.00"), Decimal("0.00"))],
    )
    submit_voucher(voucher, by=people.mette)
    voucher.refresh_from_db()
    assert [
        (one.label, one.before, one.after) for one in differences(last_decision(voucher), content_of(voucher))
    ] == [
        ("Beløb", "250,00 kr.", "260,00 kr."),
        (
            "Linjer",
            "Transport (taxa, tog, bro) 250,00 kr., heraf moms 0,00 kr.",
            "Transport (taxa, tog, bro) 260,00 kr., heraf moms 0,00 kr.",
        ),
    ]
    with pytest.raises(Refused):
        approve_voucher(voucher, by=people.sara)
    endorse_voucher(voucher, by=people.karen)
    approve_voucher(voucher, by=people.sara)
    assert reserved(people) == Decimal("260.00")


def test_returned_by_plo_gives_the_money_back(people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people, amount="250.00")
    with pytest.raises(Refused, match="Skriv en begrundelse"):
        return_voucher(voucher, by=people.sara, reason="  ")
    return_voucher(voucher, by=people.sara, reason="Kvitteringen mangler moms.")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.RETURNED
    assert reserved(people) == Decimal("0.00")
    reversal = Movement.objects.get(reference=f"voucher:{voucher.pk}:release:1")
    assert reversal.reverses.reference == f"voucher:{voucher.pk}:reserve:1"


def test_sent_back_to_the_coordinator_must_be_endorsed_again(people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    send_back_voucher(voucher, by=people.sara, reason="Er beløbet rigtigt?")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.SUBMITTED
    assert reserved(people) == Decimal("0.00")
    endorse_voucher(voucher, by=people.karen)
    assert reserved(people) == Decimal("250.00")


def test_rejected_is_final(people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    reject_voucher(voucher, by=people.sara, reason="Det er ikke en klyngeudgift.")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.REJECTED
    for act in (approve_voucher, partial(return_voucher, reason="x"), partial(reject_voucher, reason="x")):
        with pytest.raises(Refused):
            act(voucher, by=people.sara)


def test_an_approval_undone_is_the_members_again(people: People) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    undo_approval(voucher, by=people.sune, reason="Dobbelt.")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.RETURNED
    assert reserved(people) == Decimal("0.00")
    assert list(Decision.objects.values_list("verdict", flat=True)) == [
        Verdict.ENDORSE,
        Verdict.APPROVE,
        Verdict.UNDO,
    ]


def test_a_file_swapped_after_endorsement_is_not_approved(people: People) -> None:
    """T085."""
    voucher = voucher_at(VoucherState.ENDORSED, people)
    document = voucher.attachments.get().document
    page = storage.page(document, 1)
    page.chmod(0o600)
    page.write_bytes(b"another picture")
    with pytest.raises(Refused, match="ikke længere den, der blev lagt op"):
        approve_voucher(voucher, by=people.sara)


@pytest.mark.django_db(transaction=True)
def test_two_approvers_at_once_is_one_decision() -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.ENDORSED, people)
    outcomes = at_once([partial(approve_voucher, voucher, by=user) for user in (people.sara, people.sune)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decision", "Refused"]
    assert Decision.objects.filter(verdict=Verdict.APPROVE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_approve_against_return_has_one_winner() -> None:
    people = make_people()
    voucher = voucher_at(VoucherState.ENDORSED, people)
    outcomes = at_once(
        [
            partial(approve_voucher, voucher, by=people.sara),
            partial(return_voucher, voucher, by=people.sune, reason="Mangler moms."),
        ]
    )
    assert sum(isinstance(outcome, Decision) for outcome in outcomes) == 1
    voucher.refresh_from_db()
    expected = Decimal("250.00") if voucher.state == VoucherState.APPROVED else Decimal("0.00")
    assert reserved(people) == expected


def test_a_name_put_on_the_open_list_after_the_endorsement_voids_it(people: People) -> None:
    meeting = invited_meeting(people)
    voucher = voucher_at(
        VoucherState.ENDORSED, people, category=CostCategory.DINNER, meeting=meeting, no_meeting_reason=""
    )
    add_participant(meeting, by=people.karen, name="Gert Gæst")
    with pytest.raises(Refused, match="er ændret, efter at klyngen godkendte"):
        approve_voucher(voucher, by=people.sara)
