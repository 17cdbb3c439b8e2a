import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from expenses.actions.attach_document import attach_document
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.policy.facts import LineFacts, PaperFacts, ParticipantFacts, ParticipantKind, ParticipantStatus
from expenses.selectors.duplicates import vouchers_sharing_files
from expenses.selectors.facts import facts_for, facts_with
from expenses.selectors.findings import findings_for_all, judged_with
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.money import kr
from klyngeokonomi.refused import Refused
from meetings.actions.add_participant import add_participant
from meetings.actions.cancel_meeting import cancel_meeting
from meetings.actions.correct_attendance import NewName, correct_attendance
from meetings.actions.mark_presence import mark_presence
from meetings.enums import MeetingKind, Presence
from meetings.enums import ParticipantKind as Kind
from tests.factories.expenses import draft
from tests.factories.meetings import evening, held_meeting, invited_meeting, plan
from tests.factories.papers import paper
from tests.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path
    return make_people()


def claim_of(voucher):
    return facts_for([voucher])[voucher.pk]


def test_a_voucher_as_facts(people):
    voucher = draft(people, amount="125.00", vat=kr(25), category=CostCategory.DINNER, supplier="Kroen")
    claim = claim_of(voucher)
    assert claim.kind is VoucherKind.OUTLAY
    assert claim.date == dt.date(2026, 5, 12)
    assert claim.supplier == "Kroen"
    assert claim.lines == (LineFacts(CostCategory.DINNER, kr(125), kr(25), ""),)
    mark = Document.objects.get().sha256[:8]
    assert claim.papers == (PaperFacts(PaperKind.RECEIPT, used_elsewhere=False, mark=mark),)
    assert claim.meeting is None


def test_without_a_meeting_the_reason_is_why_there_is_none(people):
    voucher = draft(people, no_meeting_reason="Årsabonnement", reason="Aftalt")
    assert claim_of(voucher).reason == "Årsabonnement"
    assert claim_of(draft(people, meeting=plan(people), reason="Aftalt")).reason == "Aftalt"


def test_the_event_date_is_the_danish_day_of_the_meeting(people):
    past_midnight = evening(14, hour=0) + dt.timedelta(minutes=30)
    meeting = plan(people, starts_at=past_midnight, ends_at=past_midnight + dt.timedelta(hours=1))
    in_two_weeks = timezone.localdate() + dt.timedelta(days=14)
    assert claim_of(draft(people, meeting=meeting)).event_date == in_two_weeks


def test_before_closing_the_answers_count_unless_somebody_is_ticked_off(people, time_machine):
    meeting = invited_meeting(people, programme="  ", kind=MeetingKind.GENERAL)
    dorte = meeting.participants.get(person=people.dorte.person)
    time_machine.move_to(evening(14, hour=19))
    add_participant(
        meeting, by=people.karen, name="Anne Prøve", kind=Kind.SPEAKER, presence=Presence.DECLINED
    )
    mark_presence(meeting, by=people.karen, marks={dorte.pk: Presence.NO_SHOW})
    facts = claim_of(draft(people, meeting=meeting)).meeting
    doctor, speaker = ParticipantKind.DOCTOR, ParticipantKind.SPEAKER
    assert facts.participants == (
        ParticipantFacts("Anne Prøve", speaker, ParticipantStatus.DECLINED),
        ParticipantFacts("Bo Bestyrelse", doctor, ParticipantStatus.DECLINED),
        ParticipantFacts("Dorte Deputy", doctor, ParticipantStatus.NO_SHOW),
        ParticipantFacts("Karen Koordinator", doctor, ParticipantStatus.INVITED),
        ParticipantFacts("Mette Medlem", doctor, ParticipantStatus.ACCEPTED),
    )
    assert (facts.heads, facts.closed, facts.programme, facts.kind) == (2, False, False, "general")


def test_a_meeting_abroad_says_who_pays_the_journey(people):
    two_days = {"starts_at": evening(14), "ends_at": evening(15), "kind": MeetingKind.RESIDENTIAL}
    meeting = plan(people, country="SE", travel_self_paid=True, **two_days)
    facts = claim_of(draft(people, meeting=meeting)).meeting
    assert (facts.country, facts.travel_self_paid, facts.kind, facts.days) == ("SE", True, "residential", 2)


def test_after_closing_the_newest_frozen_list_counts(people):
    meeting = held_meeting(people, guests=1)
    voucher = draft(people, meeting=meeting)
    assert claim_of(voucher).meeting.closed
    assert claim_of(voucher).heads == 4
    late = NewName("Bent Prøve", Kind.GUEST, Presence.NO_SHOW)
    correct_attendance(meeting, by=people.karen, version=1, reason="Glemt", marks={}, added=[late])
    assert claim_of(voucher).heads == 5
    assert ParticipantFacts("Bent Prøve", ParticipantKind.GUEST, ParticipantStatus.NO_SHOW) in (
        claim_of(voucher).meeting.participants
    )


def test_the_living_list_of_a_closed_meeting_does_not_count(people):
    meeting = held_meeting(people)
    meeting.participants.update(name="Rettet uden om")
    names = [person.name for person in claim_of(draft(people, meeting=meeting)).meeting.participants]
    assert names == ["Bo Bestyrelse", "Dorte Deputy", "Karen Koordinator", "Mette Medlem"]


def test_to_a_cancelled_meeting_nobody_came(people):
    meeting = invited_meeting(people)
    cancel_meeting(meeting, by=people.karen, reason="Sygdom")
    facts = claim_of(draft(people, meeting=meeting)).meeting
    assert (facts.heads, facts.closed) == (0, False)


def with_file(people, by, cluster):
    voucher = draft(people, by=by, cluster=cluster, with_paper=False)
    attach_document(voucher, paper(by, shade=5_000_001), by=by)
    return voucher


def is_used(voucher):
    (paper,) = claim_of(voucher).papers
    return paper.used_elsewhere


@pytest.mark.case("T025")
def test_a_file_on_another_sent_voucher_is_seen_across_clusters(people):
    mine = with_file(people, people.mette, people.cluster)
    theirs = with_file(people, people.frede, people.other_cluster)
    assert not (is_used(mine) or is_used(theirs))
    submit_voucher(theirs, by=people.frede)
    assert (is_used(mine), is_used(theirs)) == (True, False)
    assert vouchers_sharing_files(mine) == [theirs]
    assert vouchers_sharing_files(theirs) == []
    with pytest.raises(Refused, match="Den samme fil ligger allerede på et andet bilag"):
        submit_voucher(mine, by=people.mette)
    withdraw_voucher(theirs, by=people.frede)
    assert not is_used(mine)
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
    meeting = invited_meeting(people)
    claim = facts_with(voucher, {"meeting": meeting, "lines": [dinner, unfinished], "reason": "Fordi"})
    assert claim.lines == (LineFacts(CostCategory.DINNER, kr("1000.01")), LineFacts(CostCategory.ROOM, None))
    assert (claim.heads, claim.reason, claim.supplier) == (1, "Fordi", voucher.supplier)
    judged = judged_with(voucher, {"meeting": meeting, "lines": [dinner]})
    assert [finding.rule for finding in judged.findings] == ["meal_ceiling"]
    voucher.refresh_from_db()
    assert (voucher.meeting, voucher.lines.get().category) == (None, "transport")


def test_taking_the_meeting_away_is_a_value_too(people):
    voucher = draft(people, meeting=plan(people), no_meeting_reason="")
    claim = facts_with(voucher, {"meeting": None, "no_meeting_reason": "Porto"})
    assert (claim.meeting, claim.reason) == (None, "Porto")


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(people, count, django_assert_num_queries):
    vouchers = []
    for _ in range(count):
        vouchers += [
            draft(people, meeting=invited_meeting(people)),
            draft(people, meeting=held_meeting(people)),
        ]
    with django_assert_num_queries(9):
        findings_for_all(vouchers)
