import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from expenses.actions.attach_document import attach_document
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.policy.facts import LineFacts, PaperFacts, ParticipantFacts, ParticipantKind, ParticipantStatus
from expenses.selectors.duplicates import vouchers_sharing_files
from expenses.selectors.facts import facts_for, facts_with
from expenses.selectors.findings import findings_for_all, judged_with
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.money import kr
from meetings.enums import Answer, Presence
from meetings.enums import MeetingKind as Kind
from meetings.models import AttendanceList, Meeting, Participant
from meetings.states import MeetingState
from tests.factories.expenses import draft
from tests.factories.papers import paper
from tests.people import make_people

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
EVENING = dt.datetime(2026, 5, 12, 17, 30, tzinfo=COPENHAGEN)


@pytest.fixture
def people(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path
    return make_people()


def planned_meeting(people, **fields):
    given = {"topic": "Polyfarmaci", "programme": "Oplæg", "place": "Prøveby", "created_by": people.karen}
    given |= {"starts_at": EVENING, "ends_at": EVENING + dt.timedelta(hours=3)}
    return Meeting.objects.create(cluster=people.cluster, **(given | fields))


def on_list(meeting, by, name, **fields):
    return Participant.objects.create(
        meeting=meeting, name=name, added_by=by, **({"kind": "doctor"} | fields)
    )


def freeze(meeting, by, version, names):
    AttendanceList.objects.create(
        meeting=meeting, version=version, names=names, sha256="0" * 64, frozen_by=by
    )
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.REPORTED)


def claim_of(voucher):
    return facts_for([voucher])[voucher.pk]


def test_a_voucher_as_facts(people):
    voucher = draft(people, amount="125.00", vat=kr(25), category=CostCategory.DINNER, supplier="Kroen")
    claim = claim_of(voucher)
    assert claim.kind is VoucherKind.OUTLAY
    assert claim.date == dt.date(2026, 5, 12)
    assert claim.supplier == "Kroen"
    assert claim.lines == (LineFacts(CostCategory.DINNER, kr(125), kr(25), ""),)
    assert claim.papers == (PaperFacts(PaperKind.RECEIPT),)
    assert claim.meeting is None


def test_without_a_meeting_the_reason_is_why_there_is_none(people):
    voucher = draft(people, no_meeting_reason="Årsabonnement", reason="Aftalt")
    assert claim_of(voucher).reason == "Årsabonnement"
    assert claim_of(draft(people, meeting=planned_meeting(people), reason="Aftalt")).reason == "Aftalt"


def test_the_event_date_is_the_danish_day_of_the_meeting(people):
    just_past_midnight = dt.datetime(2026, 5, 13, 0, 30, tzinfo=COPENHAGEN)
    meeting = planned_meeting(
        people, starts_at=just_past_midnight, ends_at=just_past_midnight + dt.timedelta(hours=1)
    )
    assert claim_of(draft(people, meeting=meeting)).event_date == dt.date(2026, 5, 13)


def test_before_closing_the_answers_count_unless_somebody_is_ticked_off(people):
    meeting = planned_meeting(people, kind=Kind.GENERAL, programme="  ")
    on_list(meeting, people.karen, "A", answer=Answer.YES)
    on_list(meeting, people.karen, "B", answer=Answer.YES, presence=Presence.DECLINED)
    on_list(meeting, people.karen, "C", answer=Answer.NO, kind="staff")
    on_list(meeting, people.karen, "D")
    on_list(meeting, people.karen, "E", presence=Presence.NO_SHOW)
    facts = claim_of(draft(people, meeting=meeting)).meeting
    doctor, staff = ParticipantKind.DOCTOR, ParticipantKind.STAFF
    assert facts.participants == (
        ParticipantFacts("A", doctor, ParticipantStatus.ACCEPTED),
        ParticipantFacts("B", doctor, ParticipantStatus.DECLINED),
        ParticipantFacts("C", staff, ParticipantStatus.DECLINED),
        ParticipantFacts("D", doctor, ParticipantStatus.INVITED),
        ParticipantFacts("E", doctor, ParticipantStatus.NO_SHOW),
    )
    assert (facts.heads, facts.closed, facts.programme, facts.kind) == (2, False, False, "general")


def test_after_closing_the_newest_frozen_list_counts_and_the_living_one_does_not(people):
    meeting = planned_meeting(people)
    on_list(meeting, people.karen, "Kun på den levende liste", answer=Answer.YES)
    anne = {"name": "Anne Prøve", "kind": "doctor", "presence": "attended"}
    freeze(meeting, people.karen, 1, [anne])
    freeze(meeting, people.karen, 2, [anne, {"name": "Bent Prøve", "kind": "guest", "presence": "no_show"}])
    facts = claim_of(draft(people, meeting=meeting)).meeting
    assert facts.closed
    assert [(person.name, person.status) for person in facts.participants] == [
        ("Anne Prøve", "attended"),
        ("Bent Prøve", "no_show"),
    ]


def test_a_file_on_another_live_voucher_is_seen_across_clusters(people):
    mine, theirs = draft(people, with_paper=False), None
    attach_document(mine, paper(people.mette, shade=5_000_001), by=people.mette)
    assert claim_of(mine).papers == (PaperFacts(PaperKind.RECEIPT, used_elsewhere=False),)
    theirs = draft(people, by=people.frede, cluster=people.other_cluster, with_paper=False)
    attach_document(theirs, paper(people.frede, shade=5_000_001), by=people.frede)
    assert claim_of(mine).papers == (PaperFacts(PaperKind.RECEIPT, used_elsewhere=True),)
    assert claim_of(theirs).papers == (PaperFacts(PaperKind.RECEIPT, used_elsewhere=True),)
    assert vouchers_sharing_files(mine) == [theirs]
    withdraw_voucher(theirs, by=people.frede)
    assert claim_of(mine).papers == (PaperFacts(PaperKind.RECEIPT, used_elsewhere=False),)
    assert vouchers_sharing_files(mine) == []


def test_a_file_that_was_refused_shows_nothing(people):
    voucher = draft(people)
    document = Document.objects.get()
    Document.objects.filter(pk=document.pk).update(state=State.REFUSED, problem="Filen er beskadiget.")
    assert claim_of(voucher).papers == ()


def test_unsaved_values_stand_in_for_the_saved_ones(people):
    voucher = draft(people, no_meeting_reason="")
    dinner = SimpleNamespace(category="dinner", gross=kr("1000.01"), vat=None, text="")
    unfinished = SimpleNamespace(category="room", gross=None, vat=None, text="")
    meeting = planned_meeting(people)
    on_list(meeting, people.karen, "A", answer=Answer.YES)
    claim = facts_with(voucher, {"meeting": meeting, "lines": [dinner, unfinished], "reason": "Fordi"})
    assert claim.lines == (LineFacts(CostCategory.DINNER, kr("1000.01")), LineFacts(CostCategory.ROOM, None))
    assert (claim.heads, claim.reason, claim.supplier) == (1, "Fordi", voucher.supplier)
    judged = judged_with(voucher, {"meeting": meeting, "lines": [dinner]})
    assert [finding.rule for finding in judged.findings] == ["meal_ceiling"]
    voucher.refresh_from_db()
    assert (voucher.meeting, voucher.lines.get().category) == (None, "transport")


def test_taking_the_meeting_away_is_a_value_too(people):
    voucher = draft(people, meeting=planned_meeting(people), no_meeting_reason="")
    claim = facts_with(voucher, {"meeting": None, "no_meeting_reason": "Porto"})
    assert (claim.meeting, claim.reason) == (None, "Porto")


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(people, count, django_assert_num_queries):
    vouchers = []
    for number in range(count):
        open_meeting, closed = planned_meeting(people), planned_meeting(people)
        on_list(open_meeting, people.karen, f"A{number}", answer=Answer.YES)
        freeze(closed, people.karen, 1, [{"name": "Anne", "kind": "doctor", "presence": "attended"}])
        vouchers += [draft(people, meeting=open_meeting), draft(people, meeting=closed)]
    with django_assert_num_queries(7):
        findings_for_all(vouchers)
