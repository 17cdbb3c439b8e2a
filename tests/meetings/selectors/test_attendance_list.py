from meetings.actions.close_meeting import close_meeting
from meetings.selectors.attendance_list import Heads, Tally, groups, heads, latest_list, tally
from tests.factories.meetings import held_meeting, invited_meeting, plan, ticked_meeting
from tests.people import People


def test_tally_of_answers(people: People) -> None:
    assert tally(invited_meeting(people)) == Tally(
        invited=4, yes=1, no=1, unanswered=2, attended=0, declined=1, no_show=0, missing=1
    )


def test_heads_are_attended_and_no_show_never_declined(people: People) -> None:
    meeting = ticked_meeting(people, guests=1)
    assert heads(meeting) == Heads(attended=3, no_show=1, is_final=False)
    close_meeting(meeting, by=people.karen)
    assert heads(meeting) == Heads(attended=3, no_show=1, is_final=True)
    assert heads(meeting).total == 4


def test_heads_of_a_meeting_nobody_is_on(people: People) -> None:
    assert heads(plan(people)) == Heads(attended=0, no_show=0, is_final=False)


def test_groups_by_answers_then_by_ticks(people: People) -> None:
    before = [(group.title, [row.name for row in group.rows]) for group in groups(invited_meeting(people))]
    assert before == [
        ("Kommer", ["Mette Medlem"]),
        ("Kommer ikke", ["Bo Bestyrelse"]),
        ("Har ikke svaret", ["Dorte Deputy", "Karen Koordinator"]),
    ]
    after = [(group.title, len(group.rows)) for group in groups(held_meeting(people))]
    assert after == [("Fremmødt", 2), ("Udeblevet", 1), ("Afbud", 1)]


def test_latest_list(people: People) -> None:
    assert latest_list(plan(people)) is None
    assert latest_list(held_meeting(people)).version == 1
