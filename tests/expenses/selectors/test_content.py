"""What a decision is taken on: whatever is judged or looked at changes the fingerprint."""

from collections.abc import Callable

import pytest

from expenses.enums import CostCategory, PaperKind, PayeeKind, PayMethod
from expenses.models import Payee, PayeeAccount, Voucher
from expenses.selectors.content import content_of, contents_of, fingerprint
from meetings.actions.add_participant import add_participant
from meetings.actions.answer_invitation import answer_invitation
from meetings.actions.cancel_meeting import cancel_meeting
from meetings.actions.close_meeting import close_meeting
from meetings.actions.mark_presence import mark_presence
from meetings.enums import Answer, Presence
from meetings.models import Meeting
from tests.factories.expenses import draft
from tests.factories.meetings import invited_meeting, ticked_meeting
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


def dinner(people: People, meeting: Meeting, category: CostCategory = CostCategory.DINNER) -> Voucher:
    return draft(people, category=category, meeting=meeting, no_meeting_reason="")


def set_field(name: str, value: object) -> Callable[[People, Meeting], object]:
    return lambda people, meeting: Meeting.objects.filter(pk=meeting.pk).update(**{name: value})


def answer_no(people: People, meeting: Meeting) -> None:
    answer_invitation(meeting, by=people.mette, answer=Answer.NO)


def add_guest(people: People, meeting: Meeting) -> None:
    add_participant(meeting, by=people.karen, name="Gert Gæst")


def cancel(people: People, meeting: Meeting) -> None:
    cancel_meeting(meeting, by=people.karen, reason="For få tilmeldte.")


@pytest.mark.parametrize(
    "change",
    [
        set_field("programme", "Et helt andet program."),
        set_field("place", "Andenby Kro"),
        set_field("country", "SE"),
        set_field("topic", "Andet emne"),
        set_field("travel_self_paid", True),
        answer_no,
        add_guest,
        cancel,
    ],
)
def test_a_meeting_that_is_changed_is_another_content(
    people: People, change: Callable[[People, Meeting], object]
) -> None:
    meeting = invited_meeting(people)
    voucher = dinner(people, meeting)
    before = fingerprint(content_of(voucher))
    change(people, meeting)
    assert fingerprint(content_of(voucher)) != before


def test_an_answer_changes_a_dinner_and_no_room(people: People) -> None:
    meeting = invited_meeting(people)
    room, food = dinner(people, meeting, CostCategory.ROOM), dinner(people, meeting)
    before = contents_of([room, food])
    answer_no(people, meeting)
    after = contents_of([room, food])
    assert after[room.pk] == before[room.pk]
    assert after[food.pk] != before[food.pk]


def test_ticks_and_closing_are_other_contents_also_for_a_voucher_that_has_its_meeting_in_memory(
    people: People,
) -> None:
    meeting = ticked_meeting(people)
    voucher = Voucher.objects.select_related("meeting").prefetch_related("lines", "meeting__lists")
    voucher = voucher.get(pk=dinner(people, meeting).pk)
    open_list = content_of(voucher)
    assert [one["status"] for one in open_list["participants"]] == [
        "declined",
        "no_show",
        "attended",
        "attended",
    ]
    row = meeting.participants.get(person=people.dorte.person)
    mark_presence(meeting, by=people.karen, marks={row.pk: Presence.ATTENDED})
    ticked = content_of(voucher)
    assert ticked != open_list
    close_meeting(meeting, by=people.karen)
    assert content_of(voucher)["meeting"]["list_version"] == 1


def test_the_suppliers_cvr_and_the_kind_of_a_paper_count(people: People) -> None:
    voucher = draft(people)
    before = content_of(voucher)
    paper = voucher.attachments.get()
    paper.kind = PaperKind.PROGRAMME
    paper.save()
    assert content_of(voucher)["papers"] != before["papers"]
    payees = [
        Payee.objects.create(kind=PayeeKind.SUPPLIER, cluster=people.cluster, name="Prøveby Kro", cvr=cvr)
        for cvr in ("10150817", "")
    ]
    seen = []
    for payee in payees:
        voucher.payee = payee
        voucher.payee_account = PayeeAccount(
            payee=payee, method=PayMethod.BANK, reg_number="0000", account_number="0000005678"
        )
        seen.append(content_of(voucher)["payee"])
    assert seen == ["Prøveby Kro, CVR 10150817", "Prøveby Kro"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(
    people: People, rows: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    pks = [dinner(people, ticked_meeting(people, topic=f"Emne {row}")).pk for row in range(rows)]
    vouchers = list(Voucher.objects.filter(pk__in=pks).select_related("payee", "payee_account"))
    with django_assert_num_queries(5):
        contents_of(vouchers)
