import pytest

from meetings.actions.add_participant import add_participant
from meetings.selectors.history import history
from tests.factories.meetings import held_meeting, plan
from tests.people import People


def test_told_in_order_with_who_did_it(people: People) -> None:
    meeting = held_meeting(people)
    plan(people)
    assert [(event.sentence, event.note) for event in history(meeting)] == [
        ("Møde planlagt af Karen Koordinator", ""),
        ("Medlemmer inviteret til møde af Karen Koordinator", "4 medlemmer."),
        ("Deltagerliste lukket og sendt til PLO af Karen Koordinator", "Udgave 1."),
    ]


@pytest.mark.parametrize("names", [1, 3])
def test_one_query(people: People, names: int, django_assert_num_queries) -> None:
    meeting = plan(people)
    for number in range(names):
        add_participant(meeting, by=people.karen, name=f"Gæst {number}")
    with django_assert_num_queries(1):
        assert len(history(meeting)) == names + 1
