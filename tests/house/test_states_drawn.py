"""The drawing of the states is the one the tables give, and every verb is guarded."""

import pytest

from approvals import permissions as deciders
from expenses import permissions as claimants
from expenses.states import STEPS as VOUCHER_STEPS
from klyngeokonomi.management.commands.draw_states import MEETING_VERBS, TARGET, VOUCHER_VERBS, document
from meetings import permissions as leaders
from meetings.states import STEPS as MEETING_STEPS


def test_the_committed_drawing_is_fresh():
    assert TARGET.read_text(encoding="utf-8") == document(), "run: python manage.py draw_states"


@pytest.mark.parametrize(
    ("verbs", "steps", "rooms"),
    [(VOUCHER_VERBS, VOUCHER_STEPS, (claimants, deciders)), (MEETING_VERBS, MEETING_STEPS, (leaders,))],
)
def test_every_verb_has_a_permission_function(verbs, steps, rooms):
    assert set(verbs) == {step.verb for step in steps}
    for guard, _ in verbs.values():
        assert [room for room in rooms if callable(getattr(room, guard, None))], guard
